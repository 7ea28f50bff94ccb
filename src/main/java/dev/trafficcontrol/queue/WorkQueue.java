package dev.trafficcontrol.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The queue as scheduler and runs see it. Every call is one transaction, and what it answers is
/// durable.
public interface WorkQueue {

  /// Runs refused money after which a task waits for a person, not for a window.
  int MOST_BUDGET_STOPS = 3;

  /// Attempts broken off in a row after which a task waits for a person: it may itself be what ends
  /// its daemon.
  int MOST_INTERRUPTIONS = 5;

  /// What could start now, at most [QueueSnapshot#MOST_OF_A_CLASS] candidates of a project and
  /// class.
  ///
  /// @param confirmation only tasks confirmed for that start; null for all that are approved
  default QueueSnapshot snapshot(Instant now, @Nullable String confirmation) {
    return snapshot(now, confirmation, QueueSnapshot.MOST_OF_A_CLASS);
  }

  /// What could start now.
  ///
  /// @param confirmation as above
  /// @param mostOfAClass how many candidates of a project and model class at most
  QueueSnapshot snapshot(Instant now, @Nullable String confirmation, int mostOfAClass);

  /// Takes the task, a slot and a fresh token, and writes the run's intent, or changes nothing.
  ///
  /// Empty where anything the admission was decided on no longer holds: another claim, a change, a
  /// pause, a dependency, a full class.
  Optional<Claim> claim(Admission admission, Instant now);

  /// Of the claims that are made and renewed here.
  LeaseTimes leases();

  /// Lengthens the lease. A lease that is over can't be renewed: somebody may be ending its run
  /// already.
  RenewReply renew(Claim claim, Instant now);

  /// The agent's process exists: assigned → running. False where the claim is stale or the task was
  /// cancelled.
  boolean started(Claim claim, Instant now);

  /// The agent is done: running → verifying. False as above.
  boolean verifying(Claim claim, Instant now);

  /// Ends the claim: the task's next state and the release of the slot, once. False where it is
  /// stale: nothing changes.
  boolean finish(Claim claim, TaskOutcome outcome, Instant now);

  /// Claims that nobody has finished and that `node` has to: its own, and those whose lease is
  /// over.
  List<Claim> unfinished(String node, Instant now);

  /// Why tasks that are not over don't run: counts, for people. Reads every waiting task.
  WaitingCounts waiting(Instant now, @Nullable String confirmation);
}
