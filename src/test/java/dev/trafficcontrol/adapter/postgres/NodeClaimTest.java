package dev.trafficcontrol.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes of one name: each would end what the other runs.
class NodeClaimTest {

  private static final Path FILE = Path.of("/home/ann/copy/node");
  private static final String LOCK = "hashtextextended('trafficcontrol node node-1', 0)";

  private final PostgresAddress address = PostgresServer.database();
  private final PostgresDatabase first = PostgresDatabase.open(address, PostgresServer.STAMP);
  private final PostgresDatabase second = PostgresDatabase.open(address, PostgresServer.STAMP);

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void F04_a_second_process_by_the_name_of_a_node_is_refused_and_told_what_to_do() {
    first.goBy("node-1", FILE);
    assertThatThrownBy(() -> second.goBy("node-1", FILE))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("another process that goes by the name of this node, node-1")
        .hasMessageContaining("remove " + FILE);
    second.goBy("node-2", FILE);
    assertThat(second.<Boolean>write(connection -> true)).isTrue();
  }

  @Test
  void a_name_is_free_again_once_its_process_has_ended() {
    first.goBy("node-1", FILE);
    first.close();
    second.goBy("node-1", FILE);
    assertThat(second.<Boolean>write(connection -> true)).isTrue();
  }

  @Test
  void a_name_whose_session_was_cut_is_taken_again() throws SQLException {
    first.goBy("node-1", FILE);
    PostgresServer.cutConnections(address);
    await().until(this::isTaken);
    assertThatThrownBy(() -> second.goBy("node-1", FILE)).isInstanceOf(DatabaseRefused.class);
    assertThat(first.<Boolean>write(connection -> true)).isTrue();
  }

  @Test
  void a_process_that_lost_its_name_while_it_was_cut_off_writes_nothing_more() throws Exception {
    first.goBy("node-1", FILE);
    long before = session();
    try (Connection other = DriverManager.getConnection(address.url());
        Statement statement = other.createStatement()) {
      Thread waits = Thread.ofPlatform().start(() -> take(statement));
      await().until(() -> count("NOT granted") == 1);
      PostgresServer.execute(address, "SELECT pg_terminate_backend(" + before + ")");
      waits.join();
      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> first.write(connection -> true))
                  .isInstanceOf(StoreUnavailable.class)
                  .hasMessageContaining("end one of them"));
    }
  }

  private static void take(Statement statement) {
    try {
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private boolean isTaken() throws SQLException {
    return count("granted") == 1;
  }

  private long count(String which) throws SQLException {
    return number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND " + which);
  }

  private long session() throws SQLException {
    return number("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted");
  }

  private long number(String select) throws SQLException {
    String ofThis =
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    try (Connection connection = DriverManager.getConnection(address.url());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select + ofThis)) {
      row.next();
      return row.getLong(1);
    }
  }
}
