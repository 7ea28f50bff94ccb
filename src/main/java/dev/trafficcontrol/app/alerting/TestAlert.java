package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.alert.TopSpender;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message that looks like a real one, says that it is none, and is not kept.
public record TestAlert(String environment, String id, Instant at) {

  /// How it went at one target.
  public record Result(Target target, Optional<Outcome> outcome, Duration took) {}

  /// Sends it, unless the target is off.
  public Result send(Target target) throws InterruptedException {
    long begin = System.nanoTime();
    Optional<AlertSink> sink = target.sink();
    Optional<Outcome> outcome =
        sink.isPresent() ? Optional.of(outcome(sink.get())) : Optional.empty();
    return new Result(target, outcome, Duration.ofNanos(System.nanoTime() - begin));
  }

  private Outcome outcome(AlertSink sink) throws InterruptedException {
    try {
      Outcome sent = sink.deliver(message());
      return sent instanceof Outcome.Delivered ? sink.probe() : sent;
    } catch (RuntimeException broken) {
      return new Outcome.Refused("it broke: " + broken, "trafficctl doctor");
    }
  }

  private Message message() {
    AlertFacts facts =
        new AlertFacts(
            new Standing(
                "an example", Money.ofUsd("1.50"), Money.ofUsd("0.25"), Money.ofUsd("10.00")),
            Money.ofUsd("0.50"),
            "this message was sent",
            "",
            "nothing happens: this is a test",
            List.of("trafficctl alerts list"),
            List.of(new Answer.Greet()));
    Alert alert =
        new Alert(
            "test",
            Alert.Severity.INFO,
            id,
            "This is a test: no agent, budget or breaker has anything to do with it",
            at,
            facts);
    return new Message(
        id,
        environment,
        List.of(alert),
        List.of(new TopSpender("an example", Money.ofUsd("1.50"))));
  }
}
