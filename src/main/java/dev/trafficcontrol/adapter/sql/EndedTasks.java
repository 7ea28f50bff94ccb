package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.forecast.History;
import java.time.Instant;

/// Which tasks are over for now, the latest first: found from the latest runs on, however many
/// there ever were.
final class EndedTasks {

  /// Runs that are looked at for each task that is wanted: more than a task mostly takes.
  private static final int RUNS_PER_TASK = 5;

  static final int RUNS = History.MOST * RUNS_PER_TASK;

  /// `latest`: id and end of each task that has no run any more and whose cost is its own. Takes
  /// since when, and [#RUNS].
  static final String LATEST =
      """
      WITH latest AS (
        SELECT task_id, max(ended_at) AS ended_at
        FROM (SELECT task_id, ended_at FROM tc_agent_sessions
              WHERE ended_at >= ? ORDER BY ended_at DESC LIMIT ?) runs
        GROUP BY task_id)
      """;

  /// Of the task `t`. What tests and the demo cost says nothing, nor what was broken off.
  static final String COUNTS =
      "t.status IN ('review', 'complete', 'failed', 'blocked') AND t.origin NOT IN ('test', 'demo')";

  /// What the task `t` cost, all its attempts together.
  static final String COST =
      "(SELECT coalesce(sum(u.cost_nanos), 0) FROM tc_usage_log u WHERE u.task_id = t.id)";

  private EndedTasks() {}

  static Instant since(Instant now) {
    return now.minus(History.OLDEST);
  }
}
