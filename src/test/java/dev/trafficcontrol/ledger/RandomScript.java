package dev.trafficcontrol.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Draws a [ModelScript]: small amounts on tight budgets, so that most questions are close ones.
final class RandomScript {

  static final int LINES = 120;

  /// Clocks that change by an hour, by half of one, never and askew.
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");

  /// Shortly before those clocks change, a month ends, or a year.
  private static final List<String> STARTS =
      List.of(
          "2026-11-02T12:00:00Z",
          "2027-03-27T20:00:00Z",
          "2026-10-24T21:30:00Z",
          "2027-03-13T22:00:00Z",
          "2026-11-01T01:00:00Z",
          "2027-04-03T10:00:00Z",
          "2026-10-03T11:00:00Z",
          "2026-12-31T14:00:00Z",
          "2028-02-28T15:00:00Z");

  private static final List<String> WINDOWS =
      Stream.concat(
              Stream.of("rolling-hour", "rolling-day", "rolling-week", "rolling-30-days", "total"),
              Stream.of("calendar-day@", "calendar-week@", "calendar-month@")
                  .flatMap(period -> ZONES.stream().map(zone -> period + zone)))
          .toList();

  private static final List<String> SCOPES =
      List.of(
          "global",
          "key:K1",
          "key:K2",
          "project:P",
          "task:T1",
          "task:T2",
          "run:R1",
          "model:opus",
          "model:sonnet",
          "confirmation:C1",
          "probation:reset-1",
          "run:*",
          "key:*",
          "model:*");

  private static final List<String> KEYS =
      List.of("K1", "K1", "K2", "K3", "R1.1", "R1.4", "R2.2", "R2.3", "R3.2", "unknown");

  /// Runs with their tokens: no two attempts of a task have the same.
  private static final List<String> ATTEMPTS = List.of("R1 1", "R1 4", "R3 2", "R2 2", "R2 3");

  /// Of parts.
  private static final List<String> BREAKERS = List.of("model:opus", "key:K1", "project:P1");

  private final Random random;
  private final int longestPause;
  private final List<String> holds = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private RandomScript(Random random) {
    this.random = random;
    this.longestPause = List.of(20, 600, 4_000, 40_000, 400_000).get(random.nextInt(5));
  }

  static ModelScript of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Instant start = Instant.parse(STARTS.get(random.nextInt(STARTS.size())));
    List<String> lines = new RandomScript(random).draw();
    if (seed % 8 == 0) {
      lines.add("stored");
    }
    return new ModelScript(start, lines);
  }

  private List<String> draw() {
    lines.add("mint K1 & mint K2 limit=" + usd(500) + " & open R1 1 & open R2 2");
    while (lines.size() < LINES) {
      int roll = random.nextInt(200);
      if (roll < 5) {
        lines.add(seldom(roll));
      } else if (roll < 9) {
        lines.add("reread");
        lines.add(lines.get(lines.size() - 2));
      } else {
        StringBuilder line = new StringBuilder(random.nextInt(10) == 0 ? time() : command());
        while (random.nextInt(4) == 0) {
          line.append(" & ").append(command());
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private String seldom(int roll) {
    return switch (roll) {
      case 0 -> "crash";
      case 1 -> "set-clock " + (random.nextInt(8 * longestPause) - 6 * longestPause) + "s";
      default -> "lost & " + command();
    };
  }

  private String command() {
    return switch (random.nextInt(29)) {
      case 0, 1 -> "budget " + budget() + " " + limit();
      case 2 -> "raise " + budget() + " " + limit() + " for=" + random.nextInt(longestPause) + "s";
      case 3 -> access();
      case 4 -> breaker();
      case 5, 6, 7, 8 -> "settle " + oldHold() + " " + usd(random.nextInt(8) == 0 ? 300 : 90);
      case 9 -> "void " + oldHold();
      case 10 -> "expire " + oldHold();
      case 11 -> "shrink " + oldHold() + " " + usd(120);
      case 12 -> reconcile();
      case 13, 14, 15, 16 -> "show " + budget();
      case 17 -> "leave " + oldHold();
      case 18 -> holds.isEmpty() ? hold() : holds.get(random.nextInt(holds.size()));
      default -> hold();
    };
  }

  private String time() {
    return random.nextInt(3) == 0
        ? "advance " + random.nextInt(longestPause) + "s"
        : "advance " + random.nextInt(6_000) / 1000.0 + "s";
  }

  private String hold() {
    String name = random.nextInt(25) == 0 ? oldHold() : "H" + (holds.size() + 1);
    String amount = usd(random.nextInt(8) == 0 ? 600 : 150);
    StringBuilder hold = new StringBuilder("hold " + name + " " + any(KEYS) + " " + amount);
    if (random.nextInt(4) == 0) {
      hold.append(" least=").append(atMost(amount));
    }
    if (random.nextInt(3) == 0) {
      hold.append(" models=").append(any(List.of("opus", "sonnet,opus", "opus,opus")));
    }
    if (random.nextBoolean()) {
      hold.append(" patience=").append(random.nextInt(61)).append('s');
    }
    if (random.nextInt(3) == 0) {
      hold.append(" lifetime=").append(1 + random.nextInt(900)).append('s');
    }
    holds.add(hold.toString());
    return hold.toString();
  }

  private String reconcile() {
    String instead =
        random.nextBoolean() ? "" : random.nextInt(4) == 0 ? " instead=0.10" : " instead=now";
    return "reconcile " + oldHold() + " " + usd(160) + instead;
  }

  private String access() {
    return switch (random.nextInt(7)) {
      case 0 -> "revoke " + any(List.of("K3", "K3", "R1.1", "K9", "K2"));
      case 1 -> "mint K3 expires=" + (1 + random.nextInt(longestPause)) + "s";
      case 2 -> "note-clock boot" + random.nextInt(3);
      case 3, 4 -> "close " + any(ATTEMPTS);
      default -> "open " + any(ATTEMPTS);
    };
  }

  private String breaker() {
    return any(
        List.of(
            "trip hard",
            "trip soft",
            "trip " + any(List.of("soft ", "hard ")) + any(BREAKERS),
            "reset",
            "reset",
            "reset",
            "reset " + any(BREAKERS),
            "reset " + any(BREAKERS),
            "closed",
            "closed " + any(BREAKERS),
            "kill",
            "revive",
            "revive"));
  }

  /// One of the last thirty.
  private String oldHold() {
    int last = holds.size();
    return "H" + Math.max(1, last - random.nextInt(Math.max(1, Math.min(30, last))));
  }

  private String budget() {
    return any(SCOPES) + "/" + any(WINDOWS);
  }

  private String limit() {
    return random.nextInt(6) == 0 ? "unlimited" : usd(900);
  }

  /// Often the whole of it, and often a close one.
  private String atMost(String amount) {
    String some = usd(60);
    return new BigDecimal(some).compareTo(new BigDecimal(amount)) < 0 ? some : amount;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /// Mostly whole cents, so that sums meet their limits exactly; at least a nano-dollar.
  private String usd(int cents) {
    int some = 1 + random.nextInt(cents);
    String whole = "%d.%02d".formatted(some / 100, some % 100);
    return random.nextInt(4) == 0 ? whole + "%07d".formatted(random.nextInt(10_000_000)) : whole;
  }
}
