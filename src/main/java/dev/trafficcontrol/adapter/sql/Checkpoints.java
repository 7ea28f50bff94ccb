package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What the book added up to at one of its batches, in `tc_checkpoints`.
public final class Checkpoints {

  private Checkpoints() {}

  public static Optional<Checkpoint> newest(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        "SELECT number, hash, events, body FROM tc_checkpoints ORDER BY number DESC LIMIT 1",
        Checkpoints::checkpoint);
  }

  /// What the book begins after, in `tc_base`; empty where nothing of it was archived.
  public static Optional<Checkpoint> base(Connection connection) throws SQLException {
    return Sql.first(
        connection, "SELECT number, hash, events, body FROM tc_base", Checkpoints::checkpoint);
  }

  /// Makes the book begin after it. A checkpoint of before is of no use from then on.
  static void begin(Connection connection, Checkpoint base) throws SQLException {
    Head head = base.head();
    Sql.update(
        connection,
        """
        INSERT INTO tc_base (id, number, hash, events, clock, body) VALUES (1, ?, ?, ?,
          (SELECT clock FROM tc_batches WHERE clock IS NOT NULL AND number <= ? ORDER BY number DESC LIMIT 1), ?)
        ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash, events = excluded.events,
          clock = COALESCE(excluded.clock, tc_base.clock), body = excluded.body
        """,
        head.number(),
        head.hash(),
        head.events(),
        head.number(),
        base.body());
    Sql.update(connection, "DELETE FROM tc_checkpoints WHERE number < ?", head.number());
  }

  private static Checkpoint checkpoint(ResultSet row) throws SQLException {
    return new Checkpoint(
        new Head(row.getLong(1), row.getString(2), row.getLong(3)), row.getString(4));
  }

  /// In the place of older ones; of the same batch the first one stays.
  public static int keep(Connection connection, Checkpoint checkpoint) throws SQLException {
    Head head = checkpoint.head();
    int kept =
        Sql.update(
            connection,
            """
            INSERT INTO tc_checkpoints (number, hash, events, body) VALUES (?, ?, ?, ?)
            ON CONFLICT (number) DO NOTHING
            """,
            head.number(),
            head.hash(),
            head.events(),
            checkpoint.body());
    Sql.update(connection, "DELETE FROM tc_checkpoints WHERE number < ?", head.number());
    return kept;
  }
}
