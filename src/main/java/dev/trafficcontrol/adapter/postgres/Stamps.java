package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.Stamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The stamp in `tc_meta`.
final class Stamps {

  private Stamps() {}

  /// Of nodes that begin at once, one stamps the database and all others find that.
  static Stamp findOrPut(PostgresAddress address, Connection connection, Stamp ifNew)
      throws SQLException {
    Optional<Stamp> there = find(address, connection);
    if (there.isPresent()) {
      return there.get();
    }
    Sql.update(
        connection,
        """
        INSERT INTO tc_meta (name, value) VALUES ('environment', ?), ('created_at', ?), ('database_id', ?)
        ON CONFLICT DO NOTHING
        """,
        ifNew.environment(),
        ifNew.createdAt().toString(),
        ifNew.databaseId());
    return find(address, connection).orElseThrow(() -> damaged(address));
  }

  /// Empty where there is none yet.
  static Optional<Stamp> find(PostgresAddress address, Connection connection) throws SQLException {
    Map<String, String> meta = new HashMap<>();
    Sql.list(
        connection,
        "SELECT name, value FROM tc_meta WHERE name IN ('environment', 'created_at', 'database_id')",
        row -> meta.put(row.getString(1), row.getString(2)));
    if (meta.isEmpty()) {
      return Optional.empty();
    }
    String environment = meta.get("environment");
    String createdAt = meta.get("created_at");
    String databaseId = meta.get("database_id");
    if (environment == null || createdAt == null || databaseId == null) {
      throw damaged(address);
    }
    return Optional.of(new Stamp(environment, Instant.parse(createdAt), databaseId));
  }

  static void check(PostgresAddress address, Stamp stamp, String environment) {
    if (!stamp.environment().equals(environment)) {
      throw new DatabaseRefused(
          address.toString(),
          "is stamped with environment '"
              + stamp.environment()
              + "', and this is '"
              + environment
              + "'",
          "use a database of its own for each environment, or correct 'environment' in"
              + " trafficcontrol.yaml");
    }
  }

  private static DatabaseRefused damaged(PostgresAddress address) {
    return new DatabaseRefused(
        address.toString(),
        "has half a stamp",
        "it was changed by hand: restore a backup, or name an empty database");
  }
}
