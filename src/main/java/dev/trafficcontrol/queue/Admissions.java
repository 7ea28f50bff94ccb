package dev.trafficcontrol.queue;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a start was confirmed for, and whether admission is paused. Each call is one transaction.
public interface Admissions {

  AdmissionStanding standing();

  /// From now on only the tasks of that confirmation are admitted; null: all that are approved. A
  /// pause stays.
  void confine(@Nullable String confirmation);

  void pause(AdmissionStanding.Pause pause);

  /// False where it was not paused.
  boolean resume();

  /// What would be confirmed now: every approved task that waits.
  TaskSet taskSet();

  /// Binds the waiting tasks to the confirmation, or refuses where they are not those that were
  /// `seen`.
  ConfirmReply confirm(Confirmation confirmation, TaskSet seen, Instant now);

  Optional<Confirmation> confirmation(String id);

  sealed interface ConfirmReply {
    record Confirmed(Confirmation confirmation) implements ConfirmReply {}

    record Refused(String why) implements ConfirmReply {}
  }
}
