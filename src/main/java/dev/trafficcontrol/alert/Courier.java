package dev.trafficcontrol.alert;

import dev.trafficcontrol.alert.AlertOutbox.Claim;
import dev.trafficcontrol.alert.AlertOutbox.Ending;
import dev.trafficcontrol.alert.AlertOutbox.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Brings one target what the outbox has for it, one message at a time.
///
/// At least once by wire, exactly once by id: a message is noted as delivered only after it was,
/// and goes out again under the same id where that note could not be made.
public final class Courier {

  /// What is looked up when a message is made.
  public interface Background {

    /// Who spent most within the hour before.
    List<TopSpender> spendersBefore(Instant at);
  }

  /// @param environment such as `production`
  public record Letterhead(String environment, Background background) {}

  private final String target;
  private final AlertSink sink;
  private final AlertOutbox outbox;
  private final Routing routing;
  private final Letterhead letterhead;
  private final RandomGenerator random;

  public Courier(
      String target,
      AlertSink sink,
      AlertOutbox outbox,
      Routing routing,
      Letterhead letterhead,
      RandomGenerator random) {
    this.target = target;
    this.sink = sink;
    this.outbox = outbox;
    this.routing = routing;
    this.letterhead = letterhead;
    this.random = random;
  }

  /// Sends the next message, if one is due; what became of it.
  public Optional<Ending> step(InstantSource clock) throws InterruptedException {
    Instant now = clock.instant();
    Claim claim = new Claim(Long.toHexString(random.nextLong()), now, now.plus(Pace.CLAIM));
    Optional<Parcel> next = outbox.claim(target, claim);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Parcel parcel = next.get();
    Ending ending = ending(parcel, send(parcel), clock.instant());
    return outbox.end(parcel, ending) ? Optional.of(ending) : Optional.empty();
  }

  /// Whatever breaks in a sink is a reason to try again, and no reason to end.
  private AlertSink.Outcome send(Parcel parcel) throws InterruptedException {
    try {
      return sink.deliver(
          new Message(
              parcel.id(), letterhead.environment(), parcel.alerts(), spenders(parcel.alerts())));
    } catch (RuntimeException broken) {
      return new AlertSink.Outcome.Later("it broke: " + broken);
    }
  }

  private List<TopSpender> spenders(List<Alert> alerts) {
    Instant last = alerts.stream().map(Alert::at).max(Comparator.naturalOrder()).orElseThrow();
    return letterhead.background().spendersBefore(last);
  }

  private Ending ending(Parcel parcel, AlertSink.Outcome outcome, Instant now) {
    return switch (outcome) {
      case AlertSink.Outcome.Delivered _ -> new Ending.Delivered(now);
      case AlertSink.Outcome.Refused(String why, String _) -> new Ending.GivenUp(now, why);
      case AlertSink.Outcome.Later(String why, Optional<Duration> after) ->
          parcel.since().plus(Pace.GIVE_UP_AFTER).isAfter(now)
              ? new Ending.Again(next(parcel, after, now), why)
              : new Ending.GivenUp(
                  now, "not within %d h: %s".formatted(Pace.GIVE_UP_AFTER.toHours(), why));
    };
  }

  /// What can wait is not tried again within quiet hours either.
  private Instant next(Parcel parcel, Optional<Duration> after, Instant now) {
    Instant next = now.plus(Pace.pause(parcel.attempts(), after, random));
    return parcel.alerts().stream()
        .map(alert -> routing.notBefore(alert, next))
        .min(Comparator.naturalOrder())
        .orElse(next);
  }
}
