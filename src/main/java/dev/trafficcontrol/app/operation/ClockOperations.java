package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.ClockReading;
import dev.trafficcontrol.ledger.ClockVerdict;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.SetClock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// `ledger set-clock`
public final class ClockOperations {

  private final DaemonPower daemon;
  private final Ledger ledger;
  private final Supplier<BookTime> book;
  private final Supplier<ClockReading> machine;

  public ClockOperations(
      DaemonPower daemon, Ledger ledger, Supplier<BookTime> book, Supplier<ClockReading> machine) {
    this.daemon = daemon;
    this.ledger = ledger;
    this.book = book;
    this.machine = machine;
  }

  public List<Verb> verbs() {
    return List.of(Verb.owned("ledger set-clock", this::setClock, "reason"));
  }

  /// Needed where a step can't be explained, and only then: otherwise it would do nothing but free
  /// money.
  private Facts setClock(Arguments arguments) {
    if (daemon.isRunning()) {
      throw arguments.failed(
          "A daemon runs, and goes by time that has passed since its start, whatever the clock says.",
          "trafficctl stop, then give it again");
    }
    ClockReading reading = machine.get();
    return switch (ClockVerdict.of(reading, book.get())) {
      case ClockVerdict.Explained _ -> Facts.of("set", false, "to", reading.wall());
      case ClockVerdict.Unexplained(String why) -> {
        String reason = arguments.maybe("reason").orElse("confirmed by hand");
        yield switch (ledger.ask(new SetClock(reading, arguments.by(), reason))) {
          case SetClock.Reply.Done(Instant from) ->
              Facts.of("set", true, "from", from, "to", reading.wall(), "step", why);
          case SetClock.Reply.BeforeTheBook(Instant until) ->
              throw arguments.failed(
                  "The clock says %s, and the book was archived until %s: what counts by that time is not in it any more, and would be spent twice."
                      .formatted(reading.wall(), until),
                  "Set the clock right.");
        };
      }
    };
  }
}
