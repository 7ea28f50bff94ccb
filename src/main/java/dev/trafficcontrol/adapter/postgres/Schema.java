package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// A database before it is opened for use: looked at, migrated, stamped. Nothing in it changes
/// until it is known to be ours, or empty.
final class Schema {

  /// The migrations there are, in order. A list instead of a scan, so that an up-to-date database
  /// is known to be so without loading Flyway; a test holds it against the files.
  static final List<String> MIGRATIONS =
      List.of(
          "V1__book.sql",
          "V2__work.sql",
          "V3__archives.sql",
          "V4__clients.sql",
          "V5__alert_deliveries.sql",
          "V6__forecasts.sql",
          "V7__offers.sql");

  static final int VERSION = version(MIGRATIONS.getLast());

  static final String FOLDER = "dev/trafficcontrol/adapter/postgres";

  private static final String HISTORY = "tc_schema_history";

  private Schema() {}

  /// The stamp of the database, which is up to date afterwards.
  static Stamp prepare(PostgresAddress address, Stamp ifNew) {
    try (Connection connection = Connections.writing(address)) {
      int version = look(address, connection);
      if (version > 0) {
        Stamps.find(address, connection)
            .ifPresent(stamp -> Stamps.check(address, stamp, ifNew.environment()));
      }
      connection.commit();
      if (version < VERSION) {
        migrate(address, version);
      }
      Stamp stamp = Stamps.findOrPut(address, connection, ifNew);
      connection.commit();
      Stamps.check(address, stamp, ifNew.environment());
      return stamp;
    } catch (SQLException failed) {
      throw new StoreUnavailable(address + " can't be opened: " + failed.getMessage(), failed);
    }
  }

  static int version(String file) {
    return Integer.parseInt(file.substring(1, file.indexOf("__")));
  }

  /// Its version; 0 where it is empty.
  private static int look(PostgresAddress address, Connection connection) throws SQLException {
    String encoding = text(connection, "SHOW server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new DatabaseRefused(
          address.toString(),
          "is encoded as " + encoding,
          "make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
    }
    List<String> tables =
        Sql.list(
            connection,
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
            row -> row.getString(1));
    if (tables.isEmpty()) {
      return 0;
    }
    if (!tables.contains(HISTORY)) {
      throw new DatabaseRefused(
          address.toString(),
          "has tables of something else (" + tables.getFirst() + ")",
          "name an empty database, or an empty schema of it with ?currentSchema=NAME");
    }
    int version = Integer.parseInt(text(connection, NEWEST));
    if (version > VERSION) {
      throw new DatabaseRefused(
          address.toString(),
          "was made by a newer program (schema " + version + ", this one knows " + VERSION + ")",
          "use that version of the program or a later one");
    }
    return version;
  }

  private static final String NEWEST =
      "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success";

  private static String text(Connection connection, String sql) throws SQLException {
    Optional<String> text = Sql.first(connection, sql, row -> row.getString(1));
    return text.orElseThrow(() -> new SQLException("no row: " + sql));
  }

  /// Each step is a transaction, and nodes that begin at once take turns.
  private static void migrate(PostgresAddress address, int from) {
    try {
      Flyway.configure()
          .dataSource(address.url(), address.user(), address.password())
          .locations("classpath:" + FOLDER)
          .table(HISTORY)
          .load()
          .migrate();
    } catch (FlywayException failed) {
      throw new DatabaseRefused(
          address.toString(),
          "could not be migrated from schema " + from + " to " + VERSION,
          "the step that failed was taken back; please report this: " + failed.getMessage(),
          failed);
    }
  }
}
