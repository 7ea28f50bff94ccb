package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.SqlWork;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One connection that writes, behind a fair lock. Replaced where it is broken.
///
/// Each transaction begins by locking the row at which the writers of all nodes take turns, in a
/// statement of its own: only what is asked after it sees what the writer before committed.
final class WritingConnection implements AutoCloseable {

  private static final long LONGEST_WAIT_SECONDS = 30;

  /// How long it is waited for other nodes. The server ends a session that sits on the row for 2 s
  /// without a word, which is as long as one statement waits: so that has to be tried again.
  private static final long LONGEST_TURN_SECONDS = 10;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final PostgresAddress address;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final PlatformThreads threads = new PlatformThreads("writing", 1);

  /// Who is in the middle of a transaction; set by itself alone, so that it is right for its reader
  /// where that matters.
  private volatile @Nullable Thread inside;

  private @Nullable Connection connection;
  private boolean closed;

  WritingConnection(PostgresAddress address) {
    this.address = address;
  }

  /// @param locking locks the row
  <R> R transaction(SqlWork<?> locking, SqlWork<R> work) {
    return alone(() -> commit(locking, work));
  }

  /// Does the work and takes it back.
  ///
  /// @param locking locks the row
  <R> R takenBack(SqlWork<?> locking, SqlWork<R> work) {
    return alone(() -> undo(locking, work));
  }

  /// A transaction that has begun, and what its first statement said.
  record Taken<R>(Connection connection, R said) {}

  /// Begins a transaction that somebody else ends, by [#commit] or by [#giveBack] alone.
  ///
  /// @param locking locks the row before it looks at anything; run again where it is waited for
  <R> Taken<R> take(SqlWork<R> locking) throws SQLException {
    acquire();
    boolean taken = false;
    try {
      Taken<R> begun = begun(locking);
      taken = true;
      return begun;
    } finally {
      if (!taken) {
        lock.unlock();
      }
    }
  }

  /// What was taken is durable on return.
  void commit(Connection taken) {
    makeDurable(taken);
  }

  /// Takes back what was not committed, and lets others write.
  void giveBack(Connection taken) {
    try {
      rollback(taken);
    } finally {
      lock.unlock();
    }
  }

  private interface Transaction<R> {
    R run() throws SQLException;
  }

  private <R> R alone(Transaction<R> transaction) {
    if (inside == Thread.currentThread()) {
      throw new IllegalStateException("a transaction inside a transaction of the same thread");
    }
    acquire();
    try {
      return threads.call(() -> run(transaction));
    } finally {
      lock.unlock();
    }
  }

  private <R> R run(Transaction<R> transaction) {
    inside = Thread.currentThread();
    try {
      return transaction.run();
    } catch (SQLException failed) {
      throw new StoreUnavailable(address + " was not written: " + failed.getMessage(), failed);
    } finally {
      inside = null;
    }
  }

  @Override
  public void close() {
    acquire();
    try (threads) {
      closed = true;
      discard();
    } finally {
      lock.unlock();
    }
  }

  private <R> R commit(SqlWork<?> locking, SqlWork<R> work) throws SQLException {
    Connection open = begun(locking).connection();
    boolean ended = false;
    try {
      R result = work.run(open);
      makeDurable(open);
      ended = true;
      return result;
    } finally {
      if (!ended) {
        rollback(open);
      }
    }
  }

  private void makeDurable(Connection open) {
    try {
      open.commit();
    } catch (SQLException failed) {
      throw new StoreUnavailable(
          address + " may or may not have been written: " + failed.getMessage(), failed);
    }
  }

  private <R> R undo(SqlWork<?> locking, SqlWork<R> work) throws SQLException {
    Connection open = begun(locking).connection();
    try {
      return work.run(open);
    } finally {
      rollback(open);
    }
  }

  /// A transaction whose turn it is. Nothing was done before that, so it may be tried again.
  private <R> Taken<R> begun(SqlWork<R> locking) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_TURN_SECONDS);
    boolean mayBeStale = connection != null;
    while (true) {
      Connection open = open();
      try {
        return new Taken<>(open, locking.run(open));
      } catch (SQLException failed) {
        rollback(open);
        boolean others = LOCK_NOT_AVAILABLE.equals(failed.getSQLState());
        boolean again = others ? System.nanoTime() < deadline : mayBeStale && connection == null;
        if (!again) {
          throw failed;
        }
        mayBeStale = mayBeStale && others;
      }
    }
  }

  private void rollback(Connection open) {
    try {
      open.rollback();
    } catch (SQLException failed) {
      // The server rolls back whatever a connection that is gone had not committed.
      discard();
    }
  }

  private Connection open() throws SQLException {
    if (closed) {
      throw new StoreUnavailable(address + " was closed");
    }
    Connection open = connection;
    if (open == null) {
      open = Connections.writing(address);
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
        // Then the server has ended it, or will once it notices.
        return;
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
              address + " was not written: others kept writing for " + LONGEST_WAIT_SECONDS + " s");
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
