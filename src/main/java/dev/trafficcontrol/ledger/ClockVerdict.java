package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;

/// Whether the time that has passed since a book was written explains what the clock says now. A
/// step that nothing explains must free nothing.
public sealed interface ClockVerdict {

  /// How far clocks are put right in the ordinary course of things, such as by the first answer of
  /// a time server. A window may lose that much of its oldest end, once for each start of the
  /// machine.
  Duration TOLERANCE = Duration.ofMinutes(2);

  /// A machine may have been off for as long without anybody's word: the length of the longest
  /// rolling window, so that no step passes unasked that frees every window there is.
  Duration LONGEST_ABSENCE = Duration.ofDays(30);

  record Explained() implements ClockVerdict {}

  /// @param why in words for a person
  record Unexplained(String why) implements ClockVerdict {}

  static ClockVerdict of(ClockReading now, BookTime book) {
    if (book.last().equals(Instant.EPOCH)) {
      return new Explained();
    }
    if (now.wall().isBefore(book.last().minus(TOLERANCE))) {
      return new Unexplained(
          "The clock says %s, and the book was last written at %s"
              .formatted(now.wall(), book.last()));
    }
    ClockReading then = book.reading();
    return then != null && now.isOfSameBootAs(then)
        ? ofSameBoot(now, then)
        : ofAnotherBoot(now, book.last());
  }

  private static ClockVerdict ofSameBoot(ClockReading now, ClockReading then) {
    Duration moved = now.movedSince(then);
    return moved.abs().compareTo(TOLERANCE) <= 0
        ? new Explained()
        : new Unexplained(
            "The clock says %s, and was set %s by %d minutes while the machine ran"
                .formatted(
                    now.wall(), moved.isNegative() ? "back" : "forward", moved.abs().toMinutes()));
  }

  private static ClockVerdict ofAnotherBoot(ClockReading now, Instant last) {
    return now.wall().isAfter(last.plus(LONGEST_ABSENCE))
        ? new Unexplained(
            "The clock says %s, more than %d days after the book was last written, at %s"
                .formatted(now.wall(), LONGEST_ABSENCE.toDays(), last))
        : new Explained();
  }
}
