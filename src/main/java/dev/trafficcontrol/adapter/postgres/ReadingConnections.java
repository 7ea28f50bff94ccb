package dev.trafficcontrol.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trafficcontrol.adapter.sql.SqlWork;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;

/// A few connections that only read. They never wait for a writer, nor it for them.
final class ReadingConnections implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final long LONGEST_WAIT_MILLIS = 30_000;

  private final PostgresAddress address;
  private final HikariDataSource pool;
  private final PlatformThreads threads = new PlatformThreads("reading", CONNECTIONS);

  ReadingConnections(PostgresAddress address) {
    this.address = address;
    HikariConfig config = new HikariConfig();
    config.setPoolName("reading");
    config.setJdbcUrl(address.url());
    config.setDataSourceProperties(address.properties());
    config.setConnectionInitSql(Connections.READING);
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    // Whether the database is there has been seen; if it goes meanwhile, the first reading says so.
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  /// Runs on one snapshot, whatever is written meanwhile.
  <R> R snapshot(SqlWork<R> work) {
    return threads.call(() -> read(work));
  }

  private <R> R read(SqlWork<R> work) {
    try (Connection connection = alive()) {
      R result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException failed) {
      throw new StoreUnavailable(address + " can't be read: " + failed.getMessage(), failed);
    }
  }

  /// One whose snapshot has begun. Those that the server has ended meanwhile are dropped before
  /// anything was read.
  private Connection alive() throws SQLException {
    for (int stale = 0; stale < CONNECTIONS; stale++) {
      Connection connection = pool.getConnection();
      try {
        Connections.execute(connection, "SELECT 1");
        return connection;
      } catch (SQLException ended) {
        pool.evictConnection(connection);
        connection.close();
      }
    }
    return pool.getConnection();
  }

  @Override
  public void close() {
    try (threads) {
      pool.close();
    }
  }
}
