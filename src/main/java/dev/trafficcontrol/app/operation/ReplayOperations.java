package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.PolicyFacts;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.rehearsal.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `replay policy` and `replay recording`: what a replay has to know of a home. It is played by
/// whoever asks, so that no daemon is kept busy by it.
public final class ReplayOperations {

  /// What ends while somebody asks has ended, too.
  private static final Duration STILL_NOW = Duration.ofMinutes(1);

  private final String home;
  private final Ledger ledger;
  private final CapacityLimits capacity;
  private final TripLimits trips;
  private final UsageRecording usage;
  private final InstantSource clock;

  /// @param home its name, for people
  public ReplayOperations(
      String home,
      Ledger ledger,
      CapacityLimits capacity,
      TripLimits trips,
      UsageRecording usage,
      InstantSource clock) {
    this.home = home;
    this.ledger = ledger;
    this.capacity = capacity;
    this.trips = trips;
    this.usage = usage;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("replay policy", this::policy),
        Verb.open("replay recording", this::recording, "since", "until"));
  }

  /// The policy where there is no home.
  public static Facts defaults(String home) {
    return facts(Policy.DEFAULT, "the safe defaults; there is no home in " + home);
  }

  private Facts policy(Arguments arguments) {
    Map<BudgetId, Limit> limits = new LinkedHashMap<>();
    for (BudgetView budget : ledger.budgets()) {
      if (!budget.id().scope().equals(SelfTest.SCOPE)) {
        limits.put(budget.id(), budget.limit());
      }
    }
    return facts(new Policy(Policy.Gate.HEEDED, capacity, trips, limits), "today's of " + home);
  }

  private static Facts facts(Policy policy, String source) {
    return Facts.of("policy", PolicyFacts.of(policy), "source", source);
  }

  private Facts recording(Arguments arguments) {
    Instant now = clock.instant();
    Instant since = arguments.read("since", text -> Times.since(text, now));
    Instant until =
        arguments.maybe("until", text -> Times.since(text, now)).orElse(now.plus(STILL_NOW));
    if (!since.isBefore(until)) {
      throw arguments.bad("Nothing lies between " + since + " and " + until + ".");
    }
    return usage
        .facts(since, until)
        .orElseThrow(() ->
            arguments.failed(
                "The usage log has no call that ended from " + since + " to " + until + ".",
                "trafficctl usage --by day shows when there were calls"));
  }
}
