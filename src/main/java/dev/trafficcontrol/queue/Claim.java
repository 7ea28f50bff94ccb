package dev.trafficcontrol.queue;

import dev.trafficcontrol.project.AgentChoice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt's right to work on a task, while its lease lasts.
///
/// @param run `R` and the token
/// @param attempt its ordinal for the task, from 1
/// @param token the fencing token: larger than that of every claim before it, of any task
/// @param leaseUntil when it ends unless it is renewed before
/// @param confirmation the confirmed start whose amount it spends from, or null
public record Claim(
    String run,
    String task,
    String project,
    int attempt,
    long token,
    Instant leaseUntil,
    AgentChoice agent,
    @Nullable String confirmation) {

  public Claim until(Instant lease) {
    return new Claim(run, task, project, attempt, token, lease, agent, confirmation);
  }
}
