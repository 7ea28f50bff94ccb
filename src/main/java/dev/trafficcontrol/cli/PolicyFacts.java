package dev.trafficcontrol.cli;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.rehearsal.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A [Policy] as facts, and back: what a home has today, asked by whoever replays.
public final class PolicyFacts {

  private PolicyFacts() {}

  public static Facts of(Policy policy) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    policy.capacity().classes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> classes.put(each.getKey(), each.getValue()));
    List<Facts> budgets = new ArrayList<>();
    policy.limits().entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey((one, other) -> one.toString().compareTo(other.toString())))
        .forEach(each ->
            budgets.add(
                Facts.of(
                    "scope", each.getKey().scope(),
                    "window", each.getKey().window().label(),
                    "limit", each.getValue())));
    return Facts.of(
        "preflight", policy.gate().name().toLowerCase(Locale.ROOT),
        "max_agents", policy.capacity().maxAgents(),
        "classes", Facts.of(classes),
        "budgets", budgets,
        "breaker", breaker(policy.trips()));
  }

  private static Facts breaker(TripLimits trips) {
    List<Facts> parts = new ArrayList<>();
    trips.parts().entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey((one, other) -> one.toString().compareTo(other.toString())))
        .forEach(each -> parts.add(burn(each.getValue()).with("scope", each.getKey())));
    return burn(trips.burn())
        .with("parts", parts)
        .with("warn_tokens_per_minute", trips.tokens().warnPerMinute())
        .with("trip_tokens_per_minute", trips.tokens().tripPerMinute())
        .with("error_percent", trips.errorPercent());
  }

  private static Facts burn(BurnLimits limits) {
    return Facts.of(
        "warn_per_minute", limits.warnPerMinute().toUsd(),
        "trip_per_minute", limits.tripPerMinute().toUsd());
  }

  public static Policy read(Facts facts) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    Facts given = facts.object("classes");
    given.values().keySet().forEach(name -> classes.put(name, (int) given.number(name)));
    Map<BudgetId, Limit> limits = new LinkedHashMap<>();
    for (Facts budget : facts.objects("budgets")) {
      limits.put(
          new BudgetId(Scope.parse(budget.text("scope")), Window.parse(budget.text("window"))),
          Limit.parse(budget.text("limit")));
    }
    Facts breaker = facts.object("breaker");
    Map<Scope, BurnLimits> parts = new LinkedHashMap<>();
    for (Facts part : breaker.objects("parts")) {
      parts.put(Scope.parse(part.text("scope")), readBurn(part));
    }
    return new Policy(
        Policy.Gate.valueOf(facts.text("preflight").toUpperCase(Locale.ROOT)),
        new CapacityLimits((int) facts.number("max_agents"), classes),
        new TripLimits(
            readBurn(breaker),
            parts,
            new TripLimits.TokenLimits(
                breaker.number("warn_tokens_per_minute"), breaker.number("trip_tokens_per_minute")),
            (int) breaker.number("error_percent")),
        limits);
  }

  private static BurnLimits readBurn(Facts facts) {
    return new BurnLimits(
        Money.ofUsd(facts.text("warn_per_minute")), Money.ofUsd(facts.text("trip_per_minute")));
  }
}
