package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.RunTimes;
import dev.trafficcontrol.run.Verdict;
import dev.trafficcontrol.run.Workplace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Reads rows of `tc_agent_sessions`.
final class RunRows {

  private RunRows() {}

  static RunRecord read(ResultSet row) throws SQLException {
    return new RunRecord(
        claim(row),
        row.getString("node"),
        RunState.of(row.getString("state")),
        new RunTimes(
            required(row, "created_at"),
            Optional.ofNullable(Sql.instant(row, "started_at")),
            Optional.ofNullable(Sql.instant(row, "ended_at"))),
        place(row),
        process(row),
        collected(row),
        end(row));
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        row.getString("id"),
        row.getString("task_id"),
        row.getString("project_id"),
        row.getInt("attempt"),
        row.getLong("token"),
        required(row, "lease_until"),
        new AgentChoice(row.getString("agent"), row.getString("model")),
        row.getString("confirmation"));
  }

  private static Optional<Workplace> place(ResultSet row) throws SQLException {
    String folder = row.getString("folder");
    if (folder == null) {
      return Optional.empty();
    }
    String repository = row.getString("repository");
    Optional<RunBranch> branch =
        repository == null
            ? Optional.empty()
            : Optional.of(
                new RunBranch(
                    repository,
                    row.getString("git_folder"),
                    row.getString("branch"),
                    row.getString("base_commit")));
    return Optional.of(
        new Workplace(row.getString("id"), folder, row.getString("worktree"), branch));
  }

  private static Optional<ChildMark> process(ResultSet row) throws SQLException {
    long pid = row.getLong("pid");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new ChildMark(pid, row.getString("pid_started")));
  }

  private static Optional<Collected> collected(ResultSet row) throws SQLException {
    int changed = row.getInt("changed_files");
    if (row.wasNull()) {
      return Optional.empty();
    }
    String leftOut = Objects.requireNonNullElse(row.getString("left_out"), "");
    return Optional.of(
        new Collected(
            Optional.ofNullable(row.getString("commit_id")),
            changed,
            leftOut.lines().filter(line -> !line.isEmpty()).toList()));
  }

  private static Optional<Verdict> end(ResultSet row) throws SQLException {
    String label = row.getString("result");
    if (label == null) {
      return Optional.empty();
    }
    StoredOutcome stored =
        new StoredOutcome(label, row.getString("why"), Sql.instant(row, "resume_at"));
    return Optional.of(
        new Verdict(stored.outcome(), Optional.ofNullable(row.getString("failure"))));
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(Sql.instant(row, column), column);
  }
}
