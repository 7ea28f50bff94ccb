package dev.trafficcontrol.adapter.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries SQLite's log over into the database beside the writer, which would stand still meanwhile
/// if it did so itself within a commit.
///
/// Nothing depends on it: a log that it leaves, and that grows, is carried by the writer
/// (`wal_autocheckpoint`).
final class LogCarrier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogCarrier.class);

  /// Commits after which the log is long, however small they are.
  private static final int MANY = 2_000;

  /// Fewer are not worth it, however long that takes.
  private static final int FEW = 64;

  private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final ReentrantLock writing;
  private final Thread thread =
      Thread.ofPlatform().name("log-carrier").daemon().unstarted(this::carry);
  private int commits;
  private long carriedAt = System.nanoTime();
  private volatile boolean isDue;
  private volatile boolean isClosed;

  /// @param writing held by whoever writes
  LogCarrier(Path file, ReentrantLock writing) {
    this.file = file;
    this.writing = writing;
  }

  /// To be told by whoever writes, while it does.
  void committed() {
    commits++;
    boolean isLong =
        commits >= MANY || (commits >= FEW && System.nanoTime() - carriedAt >= LONG_NANOS);
    if (isLong && !isDue) {
      isDue = true;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      }
      LockSupport.unpark(thread);
    }
  }

  private void carry() {
    while (!isClosed) {
      if (isDue) {
        try (Connection connection = Connections.carrying(file)) {
          carry(connection);
        } catch (SQLException later) {
          LOG.debug("The log of {} is left as it is for now", file, later);
          beginAgain();
        }
        isDue = false;
      } else {
        LockSupport.park(this);
      }
    }
  }

  /// Most of it while others write, and the rest while nobody does: only a log of which nothing is
  /// left is begun anew.
  private void carry(Connection connection) throws SQLException {
    Connections.execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    writing.lock();
    try {
      if (!isClosed) {
        Connections.execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
      }
      beginAgain();
    } finally {
      writing.unlock();
    }
  }

  private void beginAgain() {
    writing.lock();
    try {
      commits = 0;
      carriedAt = System.nanoTime();
    } finally {
      writing.unlock();
    }
  }

  /// To be called while nobody writes, and by nobody who holds the lock.
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
