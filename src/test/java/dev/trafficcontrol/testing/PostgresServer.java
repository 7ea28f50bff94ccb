package dev.trafficcontrol.testing;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sql.Stamp;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// A PostgreSQL for tests, started when the first test asks and ended with the JVM; or the one that
/// `TRAFFICCONTROL_TEST_DATABASE=jdbc:postgresql://…` names, whose user may create databases.
///
/// Where none starts (as root in a container that forbids user namespaces, say), tests that ask for
/// it are skipped and tell why; with `TRAFFICCONTROL_TESTS=all` in the environment they fail.
public final class PostgresServer {

  public static final Stamp STAMP =
      new Stamp("test", Instant.parse("2026-11-23T12:00:00Z"), "test");

  private static final String VARIABLE = "TRAFFICCONTROL_TEST_DATABASE";
  private static final String PREFIX = "tc_test_" + ProcessHandle.current().pid() + "_";
  private static final AtomicInteger MADE = new AtomicInteger();

  private static @Nullable PostgresServer running;
  private static @Nullable String broken;

  private final String administration;
  private final String template;

  private PostgresServer(String administration) throws SQLException {
    this.administration = administration;
    this.template = create("");
    PostgresDatabase.open(at(template), STAMP).close();
  }

  /// A database of a test's own, migrated and stamped [#STAMP].
  public static PostgresAddress database() {
    return made(server -> server.create(" TEMPLATE " + server.template));
  }

  /// One without anything in it.
  public static PostgresAddress empty() {
    return made(server -> server.create(" TEMPLATE template0"));
  }

  /// One without anything in it, made with the given words of `CREATE DATABASE`.
  public static PostgresAddress empty(String how) {
    return made(server -> server.create(" TEMPLATE template0 " + how));
  }

  /// Runs a statement as the server's administrator, in a transaction of its own.
  public static void execute(PostgresAddress address, String sql) {
    try (Connection connection = DriverManager.getConnection(address.url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  /// Ends every session of the database, whatever it is doing.
  public static void cutConnections(PostgresAddress address) {
    execute(
        address,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  private interface Making {
    String make(PostgresServer server) throws SQLException;
  }

  private static PostgresAddress made(Making making) {
    PostgresServer server = running();
    try {
      return server.at(making.make(server));
    } catch (SQLException failed) {
      throw new IllegalStateException("no database was made for a test", failed);
    }
  }

  private static synchronized PostgresServer running() {
    PostgresServer server = running;
    if (server == null && broken == null) {
      try {
        server = start();
      } catch (SQLException | IOException failed) {
        broken = failed.toString();
      }
      running = server;
    }
    return server == null ? missing() : server;
  }

  private static PostgresServer missing() {
    String why = "no PostgreSQL starts (%s); name one with %s".formatted(broken, VARIABLE);
    if ("all".equals(System.getenv("TRAFFICCONTROL_TESTS"))) {
      throw new IllegalStateException(why);
    }
    throw new TestAbortedException(why);
  }

  private static PostgresServer start() throws SQLException, IOException {
    Optional<String> named = Optional.ofNullable(System.getenv(VARIABLE));
    if (named.isPresent()) {
      PostgresServer server = new PostgresServer(named.get());
      Runtime.getRuntime().addShutdownHook(new Thread(server::dropAll));
      return server;
    }
    EmbeddedPostgres embedded =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("shared_buffers", "32MB")
            .setServerConfig("max_connections", "200")
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(embedded)));
    return new PostgresServer(embedded.getJdbcUrl("postgres", "postgres"));
  }

  private static void end(EmbeddedPostgres embedded) {
    try {
      embedded.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String create(String how) throws SQLException {
    String name = PREFIX + MADE.incrementAndGet();
    administer("CREATE DATABASE " + name + how);
    return name;
  }

  private void dropAll() {
    try {
      for (int i = MADE.get(); i > 0; i--) {
        administer("DROP DATABASE IF EXISTS " + PREFIX + i + " WITH (FORCE)");
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void administer(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(administration);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PostgresAddress at(String database) {
    return PostgresAddress.of(administration.replaceFirst("(//[^/]+/)[^?]*", "$1" + database));
  }
}
