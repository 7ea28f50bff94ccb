package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.AfterAttempt;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.RenewReply;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WaitingCounts;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The work queue, in `tc_tasks`. A live claim is its row in `tc_slots`: found by run and token, or
/// stale.
public final class SqlQueue implements WorkQueue {

  private final Database database;
  private final LeaseTimes leases;

  public SqlQueue(Database database) {
    this(database, LeaseTimes.DEFAULT);
  }

  public SqlQueue(Database database, LeaseTimes leases) {
    this.database = database;
    this.leases = leases;
  }

  @Override
  public QueueSnapshot snapshot(Instant now, @Nullable String confirmation, int mostOfAClass) {
    return database.read(
        connection -> new QueueHeads(connection, now, confirmation, mostOfAClass).snapshot());
  }

  @Override
  public Optional<Claim> claim(Admission admission, Instant now) {
    return database.write(
        connection -> new ClaimStep(connection, admission, now, leases.lasts()).claim());
  }

  @Override
  public LeaseTimes leases() {
    return leases;
  }

  @Override
  public RenewReply renew(Claim claim, Instant now) {
    return database.write(connection -> {
      Optional<TaskState> state = liveState(connection, claim);
      if (state.isEmpty()) {
        return new RenewReply.Stop("the claim has ended: " + claim.run() + " is finished");
      }
      if (!state.get().isLive()) {
        return new RenewReply.Stop(claim.task() + " is " + state.get().label());
      }
      Instant until = now.plus(leases.lasts());
      int renewed =
          Sql.update(
              connection,
              "UPDATE tc_slots SET lease_until = ? WHERE run_id = ? AND token = ? AND lease_until > ?",
              until,
              claim.run(),
              claim.token(),
              now);
      return renewed == 1
          ? new RenewReply.Renewed(claim.until(until))
          : new RenewReply.Stop("the lease of " + claim.run() + " is over");
    });
  }

  @Override
  public boolean started(Claim claim, Instant now) {
    return progress(claim, TaskState.RUNNING);
  }

  @Override
  public boolean verifying(Claim claim, Instant now) {
    return progress(claim, TaskState.VERIFYING);
  }

  @Override
  public boolean finish(Claim claim, TaskOutcome outcome, Instant now) {
    return database.write(connection -> {
      int released =
          Sql.update(
              connection,
              "DELETE FROM tc_slots WHERE run_id = ? AND token = ?",
              claim.run(),
              claim.token());
      if (released == 0) {
        return false;
      }
      Task task = TaskRows.find(connection, claim.task()).orElseThrow();
      AfterAttempt after = AfterAttempt.of(task.progress(), task.wishes().maxAttempts(), outcome);
      write(connection, task.id(), after);
      TaskRows.note(connection, task.id(), now, claim.run(), after.state(), after.reason());
      return true;
    });
  }

  @Override
  public List<Claim> unfinished(String node, Instant now) {
    return database.read(connection ->
        Sql.list(
            connection,
            "SELECT * FROM tc_slots WHERE node = ? OR lease_until <= ? ORDER BY token",
            SqlQueue::claim,
            node,
            now));
  }

  @Override
  public WaitingCounts waiting(Instant now, @Nullable String confirmation) {
    return database.read(connection -> Waiting.counts(connection, now, confirmation));
  }

  private boolean progress(Claim claim, TaskState next) {
    return database.write(connection -> {
      Optional<TaskState> state = liveState(connection, claim);
      if (state.isEmpty() || !state.get().mayBecome(next)) {
        return false;
      }
      Sql.update(
          connection, "UPDATE tc_tasks SET status = ? WHERE id = ?", next.label(), claim.task());
      return true;
    });
  }

  /// The state of the claim's task, while the claim is live.
  private static Optional<TaskState> liveState(Connection connection, Claim claim)
      throws SQLException {
    return Sql.first(
        connection,
        """
        SELECT t.status FROM tc_slots s JOIN tc_tasks t ON t.id = s.task_id
        WHERE s.run_id = ? AND s.token = ?
        """,
        row -> TaskState.of(row.getString(1)),
        claim.run(),
        claim.token());
  }

  private static void write(Connection connection, String task, AfterAttempt after)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE tc_tasks SET status = ?, failures = ?, budget_stops = ?, interruptions = ?, reason = ?, ready_at = ? WHERE id = ?",
        after.state().label(),
        after.setbacks().failures(),
        after.setbacks().budgetStops(),
        after.setbacks().interruptions(),
        after.reason(),
        after.readyAt(),
        task);
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        row.getString("run_id"),
        row.getString("task_id"),
        row.getString("project_id"),
        row.getInt("attempt"),
        row.getLong("token"),
        Objects.requireNonNull(Sql.instant(row, "lease_until")),
        new AgentChoice(row.getString("agent"), row.getString("model")),
        row.getString("confirmation_id"));
  }
}
