package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.usage.Breakdown;
import dev.trafficcontrol.usage.Selection;
import dev.trafficcontrol.usage.Spend;
import dev.trafficcontrol.usage.UsageLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `usage`: who spent what, with what for, since when.
public final class UsageOperations {

  private static final int ROWS = 50;
  private static final int MOST_ROWS = 100_000;

  private final UsageLog usage;
  private final Ledger ledger;
  private final InstantSource clock;

  public UsageOperations(UsageLog usage, Ledger ledger, InstantSource clock) {
    this.usage = usage;
    this.ledger = ledger;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("usage", this::usage, "by", "since", "session", "limit"));
  }

  private Facts usage(Arguments arguments) {
    Breakdown by = arguments.maybe("by", UsageOperations::breakdown).orElse(Breakdown.KEY);
    Optional<Instant> since = arguments.maybe("since", text -> Times.since(text, clock.instant()));
    Optional<String> session = arguments.maybe("session");
    int limit = arguments.number("limit", ROWS, 1, MOST_ROWS);
    List<Spend> all =
        usage.spend(by, new Selection(since.orElse(Instant.EPOCH), session.orElse(null)));
    return Facts.of(
        "by", by.label(),
        "since", since,
        "session", session,
        "total", all.stream().map(Spend::cost).reduce(Money.ZERO, Money::plus).toUsd(),
        "calls", all.stream().mapToLong(Spend::calls).sum(),
        "usage", all.stream().limit(limit).map(spend -> facts(by, spend)).toList(),
        "more", Math.max(0, all.size() - limit));
  }

  private Facts facts(Breakdown by, Spend spend) {
    Optional<String> name = Optional.of(spend.name()).filter(text -> !text.isEmpty());
    TokenUsage tokens = spend.tokens();
    return Facts.of(
        "name", name,
        "label", by == Breakdown.KEY ? name.flatMap(ledger::key).map(Key::name) : null,
        "cost", spend.cost().toUsd(),
        "calls", spend.calls(),
        "input_tokens", tokens.input(),
        "cache_write_5m_tokens", tokens.write5m(),
        "cache_write_1h_tokens", tokens.write1h(),
        "cache_read_tokens", tokens.cacheRead(),
        "output_tokens", tokens.output(),
        "web_searches", tokens.webSearches());
  }

  private static Breakdown breakdown(String text) {
    return Arrays.stream(Breakdown.values())
        .filter(by -> by.label().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "usage can't be listed by '%s', only by %s"
                    .formatted(
                        text,
                        Arrays.stream(Breakdown.values())
                            .map(Breakdown::label)
                            .collect(Collectors.joining(", ")))));
  }
}
