package dev.trafficcontrol.rehearsal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One recorded agent at play: how far it has come, and by how much it is late.
final class Player {

  private final RecordedAgent agent;
  private final String run;
  private @Nullable Instant startedAt;
  private Duration late = Duration.ZERO;
  private long token;
  private int next;
  private boolean isStopped;

  /// @param run the name of its run, no other agent's
  Player(RecordedAgent agent, String run) {
    this.agent = agent;
    this.run = run;
  }

  RecordedAgent agent() {
    return agent;
  }

  String run() {
    return run;
  }

  /// @param fence the token of its attempt
  void start(Instant at, long fence) {
    startedAt = at;
    token = fence;
  }

  long token() {
    return token;
  }

  /// It makes no further calls.
  void stop() {
    isStopped = true;
  }

  boolean isStopped() {
    return isStopped;
  }

  boolean hasNext() {
    return !isStopped && next < agent.calls().size();
  }

  RecordedCall next() {
    return agent.calls().get(next);
  }

  /// When its next call is due, if nothing makes it wait.
  Instant dueAt() {
    return recordedAt().plus(late);
  }

  /// The call was let go. Whatever it waited for makes all that follow late.
  void called(Instant at) {
    late = Duration.between(recordedAt(), at);
    next++;
  }

  private Instant recordedAt() {
    if (startedAt == null) {
      throw new IllegalStateException(agent.id() + " has not started");
    }
    return startedAt.plus(next().after());
  }
}
