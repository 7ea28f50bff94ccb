package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// What the book added up to at one of its batches, in `tc_checkpoints`.
public final class Checkpoints {

  private Checkpoints() {}

  public static Optional<Checkpoint> newest(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        "SELECT number, hash, events, body FROM tc_checkpoints ORDER BY number DESC LIMIT 1",
        row ->
            new Checkpoint(
                new Head(row.getLong(1), row.getString(2), row.getLong(3)), row.getString(4)));
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
