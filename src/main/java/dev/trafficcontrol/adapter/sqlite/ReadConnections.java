package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.SqlWork;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A few connections that only read. They never wait for the writer, nor it for them.
final class ReadConnections implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final long LONGEST_WAIT_SECONDS = 30;

  private final Path file;
  private final Semaphore places = new Semaphore(CONNECTIONS, true);
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ReadConnections(Path file) {
    this.file = file;
  }

  /// Runs on one snapshot, whatever is written meanwhile.
  <R> R snapshot(SqlWork<R> work) {
    acquire();
    try {
      return read(work);
    } catch (SQLException failed) {
      throw new StoreUnavailable(file + " can't be read: " + failed.getMessage(), failed);
    } finally {
      places.release();
    }
  }

  private <R> R read(SqlWork<R> work) throws SQLException {
    if (closed) {
      throw new StoreUnavailable(file + " was closed");
    }
    Connection pooled = idle.poll();
    Connection connection = pooled == null ? Connections.reading(file) : pooled;
    boolean whole = false;
    try {
      Connections.execute(connection, "BEGIN");
      R result = work.run(connection);
      Connections.execute(connection, "COMMIT");
      whole = true;
      return result;
    } finally {
      if (whole && !closed) {
        idle.push(connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Connection each = idle.poll(); each != null; each = idle.poll()) {
      try {
        each.close();
      } catch (SQLException failed) {
        throw new StoreUnavailable(file + " can't be closed", failed);
      }
    }
  }

  private void acquire() {
    try {
      if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreUnavailable(
            file + " was not read: others kept reading for " + LONGEST_WAIT_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(file + " was not read: interrupted", interrupted);
    }
  }
}
