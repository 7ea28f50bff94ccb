package dev.trafficcontrol.alert;

import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Messages as targets get them.
public final class SampleMessages {

  public static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private SampleMessages() {}

  /// With everything that can be said.
  public static Message whole() {
    return new Message(
        "id-1",
        "production",
        List.of(
            new Alert(
                "budget-threshold",
                Severity.CRITICAL,
                "global/rolling-hour 100% of 10.00 since 2026-11-02T11:00:00Z",
                "global/rolling-hour has spent 100% of its limit & <more>",
                NOON,
                new AlertFacts(
                    new Standing(
                        "global/rolling-hour",
                        Money.ofUsd("9.10"),
                        Money.ofUsd("0.40"),
                        Money.ofUsd("10")),
                    Money.ofUsd("0.60"),
                    "nothing more is granted on it",
                    "raise it, or let it rest",
                    "nothing is spent",
                    List.of("trafficctl budget list", "trafficctl status")))),
        List.of(
            new TopSpender("shop", Money.ofUsd("4.00")),
            new TopSpender("docs", Money.ofUsd("0.50"))));
  }

  public static Message group(int alerts) {
    return new Message(
        "id-2",
        "test",
        IntStream.range(0, alerts)
            .mapToObj(i ->
                new Alert(
                    i % 2 == 0 ? "burn-warn" : "breaker-open",
                    i == 3 ? Severity.CRITICAL : Severity.INFO,
                    "news " + i,
                    "text " + i + " " + "x".repeat(4_000),
                    NOON.plusSeconds(i)))
            .toList(),
        List.of());
  }
}
