package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.SqlWork;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one connection that writes, behind a fair lock. Replaced where a rollback fails.
final class WriteConnection implements AutoCloseable {

  private static final long LONGEST_WAIT_SECONDS = 30;

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final LogCarrier log;
  private @Nullable Connection connection;
  private boolean closed;

  WriteConnection(Path file) {
    this.file = file;
    this.log = new LogCarrier(file, lock);
  }

  <R> R transaction(SqlWork<R> work) {
    return inTurn(open -> commit(open, work));
  }

  /// Does the work and takes it back.
  <R> R takenBack(SqlWork<R> work) {
    return inTurn(open -> undo(open, work));
  }

  private <R> R inTurn(SqlWork<R> work) {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction of the same thread");
    }
    acquire();
    try {
      return work.run(open());
    } catch (SQLException failed) {
      throw new StoreUnavailable(file + " was not written: " + DiskWords.of(failed), failed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    log.close();
    acquire();
    try {
      closed = true;
      discard();
    } finally {
      lock.unlock();
    }
  }

  private <R> R commit(Connection open, SqlWork<R> work) throws SQLException {
    Connections.execute(open, "BEGIN IMMEDIATE");
    boolean committed = false;
    try {
      R result = work.run(open);
      Connections.execute(open, "COMMIT");
      committed = true;
      log.committed();
      return result;
    } finally {
      if (!committed) {
        rollback(open);
      }
    }
  }

  private <R> R undo(Connection open, SqlWork<R> work) throws SQLException {
    Connections.execute(open, "BEGIN IMMEDIATE");
    try {
      return work.run(open);
    } finally {
      rollback(open);
    }
  }

  private void rollback(Connection open) {
    try {
      Connections.execute(open, "ROLLBACK");
    } catch (SQLException failed) {
      // Some errors (disk full, I/O) have rolled back by themselves; either way a new connection
      // starts clean, and closing this one drops whatever it had not committed.
      discard();
    }
  }

  private Connection open() throws SQLException {
    if (closed) {
      throw new StoreUnavailable(file + " was closed");
    }
    Connection open = connection;
    if (open == null) {
      open = Connections.writing(file);
      connection = open;
    }
    return open;
  }

  private void discard() {
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException alreadyBroken) {
        throw new StoreUnavailable(file + " can't be closed", alreadyBroken);
      }
    }
  }

  /// Waits for its turn. An interrupt does not lose what was to be written: it is kept for later.
  private void acquire() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw new StoreUnavailable(
              file + " was not written: others kept writing for " + LONGEST_WAIT_SECONDS + " s");
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
