package dev.trafficcontrol.queue;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;

/// An owner's yes to so many tasks for so much money. What comes later, or changes, is not part of
/// it.
///
/// @param expires until when a start may use it; a start that has used it goes on
public record Confirmation(
    String id, Money amount, int tasks, String by, Instant at, Instant expires) {

  public static final Duration VALID = Duration.ofMinutes(15);

  public static Confirmation of(String id, Money amount, int tasks, String by, Instant at) {
    return new Confirmation(id, amount, tasks, by, at, at.plus(VALID));
  }
}
