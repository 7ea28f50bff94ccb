package dev.trafficcontrol.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A start's changes to the queue, made as a start makes them and taken back within the same
/// transaction: nobody else ever sees them, and whoever dies in the middle has changed nothing.
public interface DryStart {

  /// What the scheduler would look at once that was confirmed; empty where the waiting tasks are
  /// not those that were `seen`.
  Optional<QueueSnapshot> look(Confirmation confirmation, TaskSet seen, Instant now);

  /// The claims that the queue would grant, in the order of the admissions; those it would refuse
  /// are missing.
  List<Claim> claims(
      Confirmation confirmation, TaskSet seen, List<Admission> admissions, Instant now);
}
