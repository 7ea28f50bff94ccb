package dev.trafficcontrol.adapter.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Opens connections with the settings that the promises rest on.
final class Connections {

  /// Said by each session that writes itself, so that neither server, role nor URL can say
  /// otherwise. Who is silent for long while it has locked what all need is ended.
  static final String WRITING =
      """
      SET synchronous_commit = on;
      SET lock_timeout = '2s';
      SET idle_in_transaction_session_timeout = '2s';
      SET statement_timeout = '30s'
      """;

  /// Who reads a long book may take its time between two parts of it: nobody waits for a reader.
  static final String READING =
      """
      SET lock_timeout = '2s';
      SET idle_in_transaction_session_timeout = '5min';
      SET statement_timeout = '30s'
      """;

  private Connections() {}

  /// A session whose statements are transactions until they are committed, each of which sees what
  /// was committed before it began.
  static Connection writing(PostgresAddress address) throws SQLException {
    Connection connection = DriverManager.getConnection(address.url(), address.properties());
    try {
      execute(connection, WRITING);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
