package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Ceiling;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.ProjectHead;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One claim: everything the admission rests on is read again in the transaction that takes task,
/// slot and token and writes the run's intent.
final class ClaimStep {

  private final Connection connection;
  private final Admission admission;
  private final Instant now;
  private final Duration lease;

  /// @param lease how long the claim lasts
  ClaimStep(Connection connection, Admission admission, Instant now, Duration lease) {
    this.connection = connection;
    this.admission = admission;
    this.now = now;
    this.lease = lease;
  }

  Optional<Claim> claim() throws SQLException {
    Optional<Startable> task = startable();
    if (task.isEmpty() || !hasRoom(ModelClass.of(task.get().agent.model()))) {
      return Optional.empty();
    }
    Claim claim = make(task.get());
    take(claim);
    insertSlot(claim);
    insertIntent(claim);
    moveRoundOn(task.get());
    return Optional.of(claim);
  }

  /// The task as it is now, if it could start now.
  private Optional<Startable> startable() throws SQLException {
    return Sql.first(
        connection,
        """
        SELECT t.project_id, t.attempts, t.confirmation_id, p.weight, p.pass,
               coalesce(t.agent, p.agent) AS agent, coalesce(t.model, p.model) AS model
        FROM tc_tasks t JOIN tc_projects p ON p.id = t.project_id, tc_admission a
        WHERE t.id = ? AND t.revision = ? AND t.status = 'queued' AND p.status = 'active'
          AND (t.ready_at IS NULL OR t.ready_at <= ?)
          AND a.paused_at IS NULL AND a.confirmation_id IS NOT DISTINCT FROM CAST(? AS TEXT)
          AND (a.confirmation_id IS NULL OR t.confirmation_id = a.confirmation_id)
          AND NOT EXISTS (SELECT 1 FROM tc_task_dependencies d JOIN tc_tasks n ON n.id = d.needs_id
                          WHERE d.task_id = t.id AND n.status <> 'complete')
        """,
        Startable::of,
        admission.task(),
        admission.revision(),
        now,
        admission.confirmation());
  }

  /// Counts the slots, which nobody else changes until this transaction has ended.
  private boolean hasRoom(String modelClass) throws SQLException {
    Ceiling ceiling = admission.ceiling();
    return ceiling.modelClass().equals(modelClass)
        && count("SELECT count(*) FROM tc_slots") < ceiling.total()
        && count("SELECT count(*) FROM tc_slots WHERE model_class = ?", modelClass)
            < ceiling.ofClass();
  }

  private long count(String sql, @Nullable Object... values) throws SQLException {
    return Sql.first(connection, sql, row -> row.getLong(1), values).orElse(Long.MAX_VALUE);
  }

  private Claim make(Startable task) throws SQLException {
    long token = Sql.next(connection, "token");
    return new Claim(
        "R" + token,
        admission.task(),
        task.project,
        task.attempts + 1,
        token,
        now.plus(lease),
        task.agent,
        task.confirmation);
  }

  private void take(Claim claim) throws SQLException {
    Sql.update(
        connection,
        "UPDATE tc_tasks SET status = 'assigned', attempts = ?, reason = NULL, ready_at = NULL WHERE id = ?",
        claim.attempt(),
        claim.task());
  }

  private void insertSlot(Claim claim) throws SQLException {
    Sql.update(
        connection,
        """
        INSERT INTO tc_slots (run_id, task_id, project_id, attempt, token, agent, model, model_class, node,
          confirmation_id, taken_at, lease_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        claim.run(),
        claim.task(),
        claim.project(),
        claim.attempt(),
        claim.token(),
        claim.agent().agent(),
        claim.agent().model(),
        ModelClass.of(claim.agent().model()),
        admission.node(),
        claim.confirmation(),
        now,
        claim.leaseUntil());
  }

  private void insertIntent(Claim claim) throws SQLException {
    Sql.update(
        connection,
        """
        INSERT INTO tc_agent_sessions
          (id, task_id, project_id, attempt, token, agent, model, node, confirmation, state, created_at, lease_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'intended', ?, ?)
        """,
        claim.run(),
        claim.task(),
        claim.project(),
        claim.attempt(),
        claim.token(),
        claim.agent().agent(),
        claim.agent().model(),
        admission.node(),
        claim.confirmation(),
        now,
        claim.leaseUntil());
  }

  /// A project that had nothing to do has not saved up turns: it goes on from where the round is.
  private void moveRoundOn(Startable task) throws SQLException {
    long round = Math.max(task.pass, Sql.current(connection, "pass"));
    Sql.update(connection, "UPDATE tc_sequences SET value = ? WHERE name = 'pass'", round);
    Sql.update(
        connection,
        "UPDATE tc_projects SET pass = ? WHERE id = ?",
        round + ProjectHead.STRIDE / task.weight,
        task.project);
  }

  private record Startable(
      String project,
      int attempts,
      @Nullable String confirmation,
      int weight,
      long pass,
      AgentChoice agent) {

    static Startable of(ResultSet row) throws SQLException {
      return new Startable(
          row.getString("project_id"),
          row.getInt("attempts"),
          row.getString("confirmation_id"),
          row.getInt("weight"),
          row.getLong("pass"),
          new AgentChoice(row.getString("agent"), row.getString("model")));
    }
  }
}
