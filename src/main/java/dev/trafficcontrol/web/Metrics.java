package dev.trafficcontrol.web;

import dev.trafficcontrol.cli.Facts;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `status` and `preflight` tell, as gauges. Money is in USD: a gauge is a floating-point
/// number by its format, exact amounts are in `--json`.
final class Metrics {

  private static final String PREFIX = "trafficcontrol_";

  private final List<GaugeSnapshot> gauges = new ArrayList<>();

  private Metrics() {}

  /// @param preflight empty where none could be made
  static MetricSnapshots of(Facts status, Optional<Facts> preflight) {
    Metrics metrics = new Metrics();
    metrics.burn(status);
    metrics.budgets(status.objects("budgets"));
    metrics.breakers(status.object("breaker"));
    metrics.work(status);
    preflight.ifPresent(metrics::preflight);
    return new MetricSnapshots(List.copyOf(metrics.gauges));
  }

  private void burn(Facts status) {
    gauge(
        "burn_usd_per_minute",
        "Settled within the last minute, and metered so far in flight; by scope",
        status.objects("rates"),
        rates -> Labels.of("scope", rates.text("scope")),
        rates -> usd(rates, "usd_per_minute_1"));
    gauge(
        "tokens_per_minute",
        "Tokens of all kinds, an average of five minutes; by scope",
        status.objects("rates"),
        rates -> Labels.of("scope", rates.text("scope")),
        rates -> rates.number("tokens_per_minute_5"));
    one("spent_usd", "Everything that was ever settled or expired", usd(status, "spent"));
  }

  private void budgets(List<Facts> budgets) {
    gauge(
        "budget_limit_usd",
        "What may be spent within the window; none where it is unlimited",
        budgets.stream().filter(budget -> isAmount(budget, "limit")).toList(),
        Metrics::budget,
        budget -> usd(budget, "limit"));
    gauge(
        "budget_spent_usd",
        "Spent within the window",
        budgets,
        Metrics::budget,
        budget -> usd(budget, "spent"));
    gauge(
        "budget_held_usd",
        "Held for calls in flight, at their worst case",
        budgets,
        Metrics::budget,
        budget -> usd(budget, "held"));
  }

  private static Labels budget(Facts budget) {
    return Labels.of("scope", budget.text("scope"), "window", budget.text("window"));
  }

  private void breakers(Facts global) {
    List<Facts> all = new ArrayList<>(List.of(global));
    all.addAll(global.objects("others"));
    gauge(
        "breaker",
        "0 closed, 1 half-open, 2 open; of a scope only while it isn't closed",
        all,
        breaker -> Labels.of("scope", breaker.text("scope")),
        breaker ->
            switch (breaker.text("state")) {
              case "open" -> 2;
              case "half-open" -> 1;
              default -> 0;
            });
  }

  private void work(Facts status) {
    one("agents", "Agents at work", status.objects("runs").size());
    List<Facts> counts = new ArrayList<>();
    status
        .object("tasks")
        .values()
        .forEach((state, count) -> counts.add(Facts.of("state", state, "count", count)));
    gauge(
        "tasks",
        "Tasks by their state",
        counts,
        each -> Labels.of("state", each.text("state")),
        each -> each.number("count"));
  }

  private void preflight(Facts preflight) {
    Facts summary = preflight.object("summary");
    one(
        "preflight_tasks",
        "Tasks that a start would begin",
        (double) summary.number("queuedTaskCount"));
    one(
        "preflight_test_tasks",
        "Of these, the ones that come from tests or the demo",
        (double) summary.number("testTaskCount"));
    List<Facts> checks = preflight.objects("checks");
    one(
        "preflight_checks_passed_ratio",
        "The share of pre-flight's checks that found nothing, 1 where all did",
        checks.isEmpty()
            ? 1
            : (double) checks.stream().filter(check -> check.truth("passed")).count()
                / checks.size());
  }

  private interface Value {
    double of(Facts facts);
  }

  private interface Naming {
    Labels of(Facts facts);
  }

  private void gauge(String name, String help, List<Facts> all, Naming labels, Value value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
    all.forEach(each ->
        gauge.dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels.of(each))
                .value(value.of(each))
                .build()));
    gauges.add(gauge.build());
  }

  private void one(String name, String help, double value) {
    gauge(name, help, List.of(Facts.of()), _ -> Labels.EMPTY, _ -> value);
  }

  private static boolean isAmount(Facts facts, String name) {
    return facts.text(name).matches("[0-9]+(\\.[0-9]+)?");
  }

  private static double usd(Facts facts, String name) {
    return isAmount(facts, name) ? new BigDecimal(facts.text(name)).doubleValue() : Double.NaN;
  }
}
