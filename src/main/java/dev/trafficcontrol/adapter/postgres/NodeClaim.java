package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// That one process alone goes by a node's name: who begins under a name ends what was held and run
/// under it before, which must not be a living process's.
///
/// It is an advisory lock of a session that does nothing else, which the server gives up when the
/// process or its machine is gone. Taken again where the session is lost.
final class NodeClaim implements AutoCloseable {

  /// So that a machine that lost its power keeps its name for less than half a minute.
  private static final String SETTINGS =
      """
      SET tcp_keepalives_idle = 10;
      SET tcp_keepalives_interval = 5;
      SET tcp_keepalives_count = 2;
      SET statement_timeout = '5s'
      """;

  private static final String TAKE =
      "SELECT pg_try_advisory_lock(hashtextextended('trafficcontrol node ' || ?, 0))";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /// The server may not have noticed yet that the one before was killed.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final PostgresAddress address;
  private final String node;
  private final Thread watch;
  // Touched by whoever takes it first, and after that by the watch alone.
  private @Nullable Connection session;
  private volatile boolean taken;

  private NodeClaim(PostgresAddress address, String node) {
    this.address = address;
    this.node = node;
    this.watch = Thread.ofPlatform().daemon().name("node-claim").unstarted(this::watch);
  }

  /// Throws [DatabaseRefused] where another process has the name.
  ///
  /// @param namedIn the file that says how this node is called
  static NodeClaim take(PostgresAddress address, String node, Path namedIn) {
    NodeClaim claim = new NodeClaim(address, node);
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!claim.tryTake()) {
        if (System.nanoTime() - deadline > 0) {
          claim.drop();
          throw new DatabaseRefused(
              address.toString(),
              "is worked in by another process that goes by the name of this node, " + node,
              "end that process; or, if this home is a copy of that one's, remove "
                  + namedIn
                  + ", so that this one gets a name of its own");
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    } catch (SQLException failed) {
      claim.drop();
      throw new StoreUnavailable(address + " can't be reached: " + failed.getMessage(), failed);
    } catch (InterruptedException stopped) {
      claim.drop();
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(address + " was not waited for", stopped);
    }
    claim.watch.start();
    return claim;
  }

  /// Throws [StoreUnavailable] where another process took the name while this one was cut off.
  void require() {
    if (!taken) {
      throw new StoreUnavailable(
          address
              + " is worked in by another process that goes by the name of this node, "
              + node
              + ": end one of them");
    }
  }

  private boolean tryTake() throws SQLException {
    Connection open = session;
    if (open == null) {
      open = DriverManager.getConnection(address.url(), address.properties());
      session = open;
      Connections.execute(open, SETTINGS);
    }
    try (PreparedStatement take = open.prepareStatement(TAKE)) {
      take.setString(1, node);
      try (ResultSet row = take.executeQuery()) {
        taken = row.next() && row.getBoolean(1);
        return taken;
      }
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look();
      }
    } catch (InterruptedException ended) {
      drop();
    }
  }

  /// While the server can't be reached nobody else can take the name either.
  private void look() {
    try {
      Connection open = session;
      if (taken && open != null) {
        Connections.execute(open, "SELECT 1");
      } else {
        tryTake();
      }
    } catch (SQLException lost) {
      drop();
      try {
        tryTake();
      } catch (SQLException later) {
        drop();
      }
    }
  }

  private void drop() {
    Connection old = session;
    session = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException alreadyBroken) {
        // Then the server has given the lock up, or will once it notices.
        return;
      }
    }
  }

  @Override
  public void close() {
    watch.interrupt();
    boolean interrupted = false;
    while (watch.isAlive()) {
      try {
        watch.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
