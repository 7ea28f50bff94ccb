package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.queue.WaitingCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts what waits for what, for people: reads every waiting task, so it is no part of a tick.
final class Waiting {

  private Waiting() {}

  static WaitingCounts counts(Connection connection, Instant now, @Nullable String confirmation)
      throws SQLException {
    return Sql.first(
            connection,
            """
            SELECT
              (SELECT count(*) FROM tc_tasks WHERE status = 'quarantined') AS quarantined,
              count(*) FILTER (WHERE paused) AS paused,
              count(*) FILTER (WHERE NOT paused AND unconfirmed) AS unconfirmed,
              count(*) FILTER (WHERE NOT paused AND NOT unconfirmed AND waiting_on > 0) AS dependencies,
              count(*) FILTER (WHERE NOT paused AND NOT unconfirmed AND waiting_on = 0 AND later) AS later,
              count(*) FILTER (WHERE NOT paused AND NOT unconfirmed AND waiting_on = 0 AND NOT later) AS ready
            FROM (
              SELECT t.waiting_on, p.status = 'paused' AS paused,
                     t.confirmation_id IS DISTINCT FROM coalesce(CAST(? AS TEXT), t.confirmation_id) AS unconfirmed,
                     coalesce(t.ready_at > ?, FALSE) AS later
              FROM tc_tasks t JOIN tc_projects p ON p.id = t.project_id WHERE t.status = 'queued') AS waits
            """,
            row ->
                new WaitingCounts(
                    row.getLong("quarantined"),
                    row.getLong("paused"),
                    row.getLong("unconfirmed"),
                    row.getLong("dependencies"),
                    row.getLong("later"),
                    row.getLong("ready")),
            confirmation,
            now)
        .orElseThrow(() -> new SQLException("a count has no row"));
  }
}
