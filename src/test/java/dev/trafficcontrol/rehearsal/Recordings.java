package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.VirtualLedger;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/// Recordings to replay, and a witness who says what must be true after each step.
final class Recordings {

  static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  static final String OPUS = "claude-opus-4-5";
  static final String SONNET = "claude-sonnet-4-5";

  /// Promise 1, after each step.
  static final Replay.Witness NEVER_OVER = Recordings::assertWithinLimits;

  private Recordings() {}

  static Recording incident() {
    try (InputStream in = Replay.class.getResourceAsStream("incident.json")) {
      return RecordingReader.read(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  static Recording of(RecordedAgent... agents) {
    return new Recording(
        "test", Recording.Kind.MEASURED, List.of(), BEGIN, List.of(agents), List.of());
  }

  static RecordedAgent agent(String task, String model, long startsAtMs, RecordedCall... calls) {
    return new RecordedAgent(
        "agent-" + task,
        "agent-" + task,
        new RecordedAgent.Work("shop", task, "person"),
        model,
        Duration.ofMillis(startsAtMs),
        List.of(calls));
  }

  static RecordedCall call(String model, long afterMs, long durationMs, String worst, String cost) {
    return new RecordedCall(
        model,
        Duration.ofMillis(afterMs),
        Duration.ofMillis(durationMs),
        Money.ofUsd(worst),
        Money.ofUsd(cost),
        1_000);
  }

  /// Agents of all kinds, whose calls overlap, cost nothing, last no time, and come all at once.
  static Recording random(long seed) {
    Random random = new Random(seed);
    List<RecordedAgent> agents = new ArrayList<>();
    for (int each = 0; each < 40; each++) {
      String model = random.nextBoolean() ? OPUS : SONNET;
      String name = "a" + each;
      agents.add(
          new RecordedAgent(
              name,
              random.nextInt(4) == 0 ? "shared" : name,
              random.nextInt(3) == 0
                  ? null
                  : new RecordedAgent.Work("p" + each % 3, "t" + each / 2, "person"),
              model,
              Duration.ofMillis(random.nextInt(60_000)),
              calls(random, model)));
    }
    return of(agents.toArray(RecordedAgent[]::new));
  }

  private static List<RecordedCall> calls(Random random, String model) {
    long[] after = {0};
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(call -> {
          after[0] += random.nextInt(9_000);
          long worst = 1 + random.nextLong(900_000_000);
          return new RecordedCall(
              model,
              Duration.ofMillis(after[0]),
              Duration.ofMillis(random.nextInt(20_000)),
              Money.ofNanos(worst),
              Money.ofNanos(random.nextLong(worst + 1)),
              random.nextInt(90_000));
        })
        .toList();
  }

  private static void assertWithinLimits(VirtualLedger ledger) {
    for (BudgetView budget : ledger.budgets()) {
      if (budget.limit() instanceof Limit.Capped(Money limit)
          && budget.spent().plus(budget.held()).isMoreThan(limit)) {
        throw new AssertionError("over at " + ledger.now() + ": " + budget);
      }
    }
  }
}
