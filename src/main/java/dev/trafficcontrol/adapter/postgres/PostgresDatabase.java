package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.adapter.sql.SqlWork;
import dev.trafficcontrol.adapter.sql.Stamp;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database that any number of nodes may have open.
///
/// Writers take turns at the row of `tc_admission`: slots are counted under a lock for all nodes
/// anyway. The book has a row, and a connection, of its own.
public final class PostgresDatabase implements HomeDatabase {

  private static final String TURN = "SELECT id FROM tc_admission WHERE id = 1 FOR UPDATE";

  private final PostgresAddress address;
  private final Stamp stamp;
  private final WritingConnection writer;
  private final ReadingConnections readers;
  private volatile @Nullable NodeClaim name;

  private PostgresDatabase(PostgresAddress address, Stamp stamp) {
    this.address = address;
    this.stamp = stamp;
    this.writer = new WritingConnection(address);
    this.readers = new ReadingConnections(address);
  }

  /// Opens a database that exists, and brings it to this program's schema.
  ///
  /// `ifNew` stamps an empty one; one that is ours must have its environment. Throws
  /// [dev.trafficcontrol.adapter.sql.DatabaseRefused] for one that this program must not touch, and
  /// [dev.trafficcontrol.adapter.sql.StoreUnavailable] where it can't be reached.
  public static PostgresDatabase open(PostgresAddress address, Stamp ifNew) {
    return new PostgresDatabase(address, Schema.prepare(address, ifNew));
  }

  /// Works on by that name, which no other process may have at the same time.
  ///
  /// Throws [dev.trafficcontrol.adapter.sql.DatabaseRefused] where one has.
  ///
  /// @param namedIn the file that says how this node is called
  public void goBy(String node, Path namedIn) {
    name = NodeClaim.take(address, node, namedIn);
  }

  /// Throws [dev.trafficcontrol.adapter.sql.StoreUnavailable] where another process has taken this
  /// node's name since.
  void requireName() {
    NodeClaim claim = name;
    if (claim != null) {
      claim.require();
    }
  }

  @Override
  public Stamp stamp() {
    return stamp;
  }

  /// The server looks after its pages by itself (`data_checksums`, `amcheck`).
  @Override
  public List<String> damages() {
    return List.of();
  }

  public PostgresAddress address() {
    return address;
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    requireName();
    return writer.transaction(PostgresDatabase::lock, work);
  }

  @Override
  public <R> R takenBack(SqlWork<R> work) {
    return writer.takenBack(PostgresDatabase::lock, work);
  }

  private static boolean lock(Connection connection) throws SQLException {
    Connections.execute(connection, TURN);
    return true;
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    return readers.snapshot(work);
  }

  @Override
  public void close() {
    NodeClaim claim = name;
    try (readers;
        claim) {
      writer.close();
    }
  }
}
