package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.run.Verdict;
import dev.trafficcontrol.run.Workplace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs in `tc_agent_sessions`, whose rows the queue begins. What has ended is changed by no
/// statement here.
public final class SqlRuns implements RunStore {

  private final Database database;

  public SqlRuns(Database database) {
    this.database = database;
  }

  @Override
  public void starting(String run) {
    move(run, RunState.STARTING);
  }

  @Override
  public void placed(String run, Workplace place, String session) {
    Optional<RunBranch> branch = place.branch();
    database.write(connection ->
        Sql.update(
            connection,
            """
            UPDATE tc_agent_sessions
            SET folder = ?, worktree = ?, repository = ?, git_folder = ?, branch = ?, base_commit = ?, session = ?
            WHERE id = ? AND state <> 'ended'
            """,
            place.folder(),
            place.directory(),
            branch.map(RunBranch::repository).orElse(null),
            branch.map(RunBranch::gitFolder).orElse(null),
            branch.map(RunBranch::name).orElse(null),
            branch.map(RunBranch::base).orElse(null),
            session,
            run));
  }

  @Override
  public void running(String run, ChildMark process, Instant now) {
    database.write(connection ->
        Sql.update(
            connection,
            """
            UPDATE tc_agent_sessions SET state = 'running', pid = ?, pid_started = ?, started_at = ?
            WHERE id = ? AND state IN ('intended', 'starting')
            """,
            process.pid(),
            process.started(),
            now,
            run));
  }

  @Override
  public void verifying(String run, Collected collected) {
    database.write(connection ->
        Sql.update(
            connection,
            """
            UPDATE tc_agent_sessions
            SET state = 'verifying', pid = NULL, pid_started = NULL, commit_id = ?, changed_files = ?, left_out = ?
            WHERE id = ? AND state <> 'ended'
            """,
            collected.commit().orElse(null),
            collected.changedFiles(),
            String.join("\n", collected.leftOut()),
            run));
  }

  @Override
  public void verifying(String run, ChildMark process) {
    database.write(connection ->
        Sql.update(
            connection,
            "UPDATE tc_agent_sessions SET pid = ?, pid_started = ? WHERE id = ? AND state = 'verifying'",
            process.pid(),
            process.started(),
            run));
  }

  @Override
  public void ended(String run, Collected collected, Verdict verdict, Instant now) {
    StoredOutcome outcome = StoredOutcome.of(verdict.outcome());
    database.write(connection ->
        Sql.update(
            connection,
            """
            UPDATE tc_agent_sessions
            SET state = 'ended', pid = NULL, pid_started = NULL, ended_at = ?, commit_id = ?, changed_files = ?,
              left_out = ?, result = ?, why = ?, resume_at = ?, failure = ?
            WHERE id = ? AND state <> 'ended'
            """,
            now,
            collected.commit().orElse(null),
            collected.changedFiles(),
            String.join("\n", collected.leftOut()),
            outcome.label(),
            outcome.why(),
            outcome.resumeAt(),
            verdict.failure().orElse(null),
            run));
  }

  private void move(String run, RunState to) {
    database.write(connection ->
        Sql.update(
            connection,
            "UPDATE tc_agent_sessions SET state = ? WHERE id = ? AND state = 'intended'",
            to.label(),
            run));
  }

  @Override
  public Optional<RunRecord> find(String run) {
    return database.read(connection ->
        Sql.first(connection, "SELECT * FROM tc_agent_sessions WHERE id = ?", RunRows::read, run));
  }

  @Override
  public List<RunRecord> open(String node) {
    return database.read(connection ->
        Sql.list(
            connection,
            "SELECT * FROM tc_agent_sessions WHERE state <> 'ended' AND node = ? ORDER BY token",
            RunRows::read,
            node));
  }

  @Override
  public List<RunRecord> recent(int limit) {
    return database.read(connection ->
        Sql.list(
            connection,
            "SELECT * FROM tc_agent_sessions ORDER BY token DESC LIMIT ?",
            RunRows::read,
            limit));
  }

  @Override
  public List<RunRecord> endedAfter(Instant since, int limit) {
    return database.read(connection ->
        Sql.list(
            connection,
            """
            SELECT * FROM tc_agent_sessions WHERE ended_at IS NOT NULL AND ended_at > ?
            ORDER BY ended_at DESC, token DESC LIMIT ?
            """,
            RunRows::read,
            since,
            limit));
  }

  @Override
  public Optional<String> failureBefore(String task, int attempt) {
    return database.read(connection ->
        Sql.first(
                connection,
                """
                SELECT failure FROM tc_agent_sessions WHERE task_id = ? AND attempt < ? AND result <> 'interrupted'
                ORDER BY attempt DESC LIMIT 1
                """,
                row -> Optional.ofNullable(row.getString("failure")),
                task,
                attempt)
            .flatMap(failure -> failure));
  }
}
