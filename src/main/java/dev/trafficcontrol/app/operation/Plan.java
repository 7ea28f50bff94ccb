package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Confirmation;
import dev.trafficcontrol.queue.TaskSet;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person was shown and said yes to: these tasks, at this dear end, then.
record Plan(TaskSet set, Money amount, Instant at) {

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,9})-([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,15})");

  /// Refuses what [#toString] didn't write with an [IllegalArgumentException].
  static Plan parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a plan that preflight gave");
    }
    return new Plan(
        new TaskSet(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))),
        Money.ofNanos(Long.parseLong(parts.group(3))),
        Instant.ofEpochMilli(Long.parseLong(parts.group(4))));
  }

  /// A yes is worth nothing once it is old.
  boolean isOver(Instant now) {
    return !now.isBefore(at.plus(Confirmation.VALID));
  }

  @Override
  public String toString() {
    return set.tasks() + "-" + set.version() + "-" + amount.nanos() + "-" + at.toEpochMilli();
  }
}
