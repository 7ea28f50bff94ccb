package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of whoever works on a book: it never says a time before the book's last, so that what
/// is minted by it (ids, the ends of keys) is never older than the ledger's own time.
///
/// @param ahead of the clock that carries it on
public record BookClock(InstantSource clock, Duration ahead) implements InstantSource {

  /// Goes on from the clock's time, or the book's where that is later. Where the clock's time is
  /// not explained it goes on from the book's: a step frees nothing before somebody has confirmed
  /// it.
  ///
  /// @param clock steady: carried on by elapsed time
  public static BookClock of(InstantSource clock, BookTime book, ClockVerdict verdict) {
    Duration behind = Duration.between(clock.instant(), book.last());
    return new BookClock(
        clock,
        switch (verdict) {
          case ClockVerdict.Explained _ -> behind.isNegative() ? Duration.ZERO : behind;
          case ClockVerdict.Unexplained _ -> behind;
        });
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(ahead);
  }
}
