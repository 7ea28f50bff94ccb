package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.app.config.AgentSettings;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.readiness.AlertsCheck;
import dev.trafficcontrol.app.readiness.HomeCheck;
import dev.trafficcontrol.app.readiness.PartsCheck;
import dev.trafficcontrol.app.readiness.Readiness;
import dev.trafficcontrol.app.readiness.TlsCheck;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `doctor`
public final class DoctorOperations {

  private static final int JDK = 25;

  /// The budgets that stand for everything; what others allow lies within them.
  private static final Set<Scope> OUTER =
      Set.of(
          Scope.GLOBAL, Scope.of(ScopeKind.RUN, Scope.EACH), Scope.of(ScopeKind.TASK, Scope.EACH));

  private final Configuration configuration;
  private final Looks looks;
  private final Readiness readiness;
  private final Ledger ledger;
  private final HomeDatabase database;

  /// What is looked at for this alone.
  public record Looks(HomeCheck home, TlsCheck tls, AlertsCheck alerts, PartsCheck parts) {}

  public DoctorOperations(
      Configuration configuration,
      Looks looks,
      Readiness readiness,
      Ledger ledger,
      HomeDatabase database) {
    this.configuration = configuration;
    this.looks = looks;
    this.readiness = readiness;
    this.ledger = ledger;
    this.database = database;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("doctor", _ -> look()));
  }

  private Facts look() {
    List<Problem> found = new ArrayList<>();
    found.add(jdk());
    found.add(readiness.git());
    found.add(readiness.isolation());
    configuration.runs().agents().forEach((name, settings) -> found.add(agent(name, settings)));
    configuration.providers().values().forEach(provider -> found.add(provider(provider)));
    found.add(readiness.priceBook());
    found.add(looks.home().modes());
    found.add(looks.home().settings(configuration.environment()));
    found.add(looks.tls().problem());
    found.add(readiness.disk(List.of()));
    found.add(database());
    found.add(budgets());
    found.add(breaker());
    found.addAll(BreakerProblems.ofParts(ledger));
    found.addAll(looks.parts().problems());
    found.add(kill());
    found.add(looks.alerts().problem());
    return Facts.of(
        "sound", found.stream().noneMatch(problem -> problem.weight() == Weight.FINAL),
        "checks", found.stream().map(DoctorOperations::facts).toList(),
        "settings", SettingFacts.of(configuration));
  }

  private static Problem jdk() {
    Runtime.Version version = Runtime.version();
    return version.feature() >= JDK
        ? ok("JDK", version.toString())
        : bad("JDK", version + " is older than " + JDK, "install a JDK " + JDK);
  }

  /// An agent that comes configured but that nothing uses need not be there.
  private Problem agent(String name, AgentSettings settings) {
    Problem found = readiness.agent(name);
    boolean isOptional = settings instanceof AgentSettings.ClaudeCode;
    return new Problem(
        "Agent " + name,
        found.weight() == Weight.FINAL && isOptional ? Weight.WARNING : found.weight(),
        found.what(),
        found.fix());
  }

  /// One that is off is somebody's choice; none that is on is no choice.
  private Problem provider(ProviderSettings provider) {
    String check = "Provider " + provider.name();
    String off = "switched off: " + provider.keyFrom() + " is not set";
    if (provider.isOn()) {
      return ok(check, provider.baseUrl() + ", key from " + provider.keyFrom());
    }
    return configuration.providers().values().stream().anyMatch(ProviderSettings::isOn)
        ? ok(check, off)
        : new Problem(check, Weight.FINAL, off, "export " + provider.keyFrom().substring(1) + "=…");
  }

  private Problem database() {
    List<String> damages = database.damages();
    Stamp stamp = database.stamp();
    return damages.isEmpty()
        ? ok(
            "Database",
            "%s, %s since %s, id %s"
                .formatted(
                    configuration.store().database(),
                    stamp.environment(),
                    stamp.createdAt().truncatedTo(ChronoUnit.SECONDS),
                    stamp.databaseId()))
        : bad(
            "Database",
            "damaged: " + damages.getFirst().replace('\n', ' '),
            "stop, keep a copy of the home, and put a sound copy of its database back");
  }

  private Problem budgets() {
    List<String> unlimited =
        ledger.budgets().stream()
            .filter(budget -> OUTER.contains(budget.id().scope()))
            .filter(budget -> budget.limit() instanceof Limit.Unlimited)
            .map(budget -> budget.id().toString())
            .toList();
    return unlimited.isEmpty()
        ? ok("Budgets", "limited in all, for each run and for each task")
        : new Problem(
            "Budgets",
            Weight.WARNING,
            "unlimited: " + String.join(", ", unlimited),
            "trafficctl budget set --scope SCOPE --window WINDOW --limit USD");
  }

  private Problem breaker() {
    return switch (ledger.breaker()) {
      case BreakerState.Closed _ -> closed(configuration.burn().tripPerMinute());
      case BreakerState.HalfOpen half ->
          new Problem(
              "Breaker",
              Weight.WARNING,
              "half-open since " + half.since() + ": " + half.reason(),
              "trafficctl breaker status");
      case BreakerState.Open open ->
          bad(
              "Breaker",
              "open since " + open.since() + ", by " + open.by() + ": " + open.reason(),
              "look why, then: trafficctl breaker reset --reason TEXT");
    };
  }

  private static Problem closed(Money trip) {
    String what = "closed; opens at " + trip + " burned within a minute";
    return trip.isMoreThan(BurnLimits.DEFAULT.tripPerMinute())
        ? new Problem(
            "Breaker",
            Weight.WARNING,
            what + ", the safe default is " + BurnLimits.DEFAULT.tripPerMinute(),
            "breaker.trip-per-minute in trafficcontrol.yaml")
        : ok("Breaker", what);
  }

  private Problem kill() {
    return ledger
        .kill()
        .map(kill ->
            bad(
                "Kill",
                "on since " + kill.since() + ", by " + kill.by() + ": " + kill.reason(),
                "trafficctl resume"))
        .orElseGet(() -> ok("Kill", "off"));
  }

  private static Facts facts(Problem problem) {
    return Facts.of(
        "name", problem.check(),
        "passed", problem.weight() == Weight.OK,
        "message", problem.what(),
        "severity", problem.weight().severity(),
        "fix", problem.fix());
  }

  private static Problem ok(String check, String what) {
    return new Problem(check, Weight.OK, what, "");
  }

  private static Problem bad(String check, String what, String fix) {
    return new Problem(check, Weight.FINAL, what, fix);
  }
}
