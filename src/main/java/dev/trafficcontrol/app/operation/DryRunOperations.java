package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.operation.PreflightSurvey.Seen;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Verdict;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.Confirmation;
import dev.trafficcontrol.queue.DryStart;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.run.Agent;
import dev.trafficcontrol.scheduler.Plan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `start --dry-run`
///
/// Goes the way of a start up to where a process would begin: pre-flight, confirmation, the
/// scheduler's decision, the claims, the agents' command lines. What a start writes on this way is
/// written in transactions that are taken back.
public final class DryRunOperations {

  /// No confirmation that a start makes has this name.
  private static final String CONFIRMATION = "dry-run";

  private final PreflightSurvey survey;
  private final WorkStores stores;
  private final DryStart queue;
  private final Scheduling scheduling;
  private final Supplier<Map<String, Agent>> agents;
  private final InstantSource clock;

  /// @param agents resolved once something is to be shown of them
  public DryRunOperations(
      PreflightSurvey survey,
      WorkStores stores,
      DryStart queue,
      Scheduling scheduling,
      Supplier<Map<String, Agent>> agents,
      InstantSource clock) {
    this.survey = survey;
    this.stores = stores;
    this.queue = queue;
    this.scheduling = scheduling;
    this.agents = agents;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("dry-run", this::dryRun, "yes", "confirm-up-to", "confirm-tasks", "max-agents"));
  }

  private Facts dryRun(Arguments arguments) {
    Consent consent = Consent.read(arguments);
    Seen seen = survey.look();
    Optional<Fault> objection = StartDecision.objection(seen, consent, clock.instant());
    Money amount =
        objection.isEmpty() ? consent.amount(seen.report()) : Consent.NONE.amount(seen.report());
    DryRunStory story =
        seen.report().verdict() instanceof Verdict.Refused(List<String> why)
            ? DryRunStory.refused(seen, String.join("; ", why))
            : story(arguments, seen, amount);
    return PreflightOperations.facts(seen, objection)
        .with("amount", amount.toUsd())
        .with("starts", story.starts())
        .with("waits", story.waits());
  }

  /// What a start would do once it was confirmed for that much.
  private DryRunStory story(Arguments arguments, Seen seen, Money amount) {
    Instant now = clock.instant();
    Confirmation confirmation =
        Confirmation.of(CONFIRMATION, amount, seen.set().tasks(), arguments.by(), now);
    QueueSnapshot snapshot =
        queue.look(confirmation, seen.set(), now).orElseThrow(() -> changed(arguments));
    AdmissionStanding standing =
        new AdmissionStanding(CONFIRMATION, stores.admissions().standing().pause());
    Plan plan = scheduling.decide(snapshot, standing, amount, StartOperations.maxAgents(arguments));
    List<Claim> claims = queue.claims(confirmation, seen.set(), plan.admissions(), now);
    return DryRunStory.of(seen, plan, claims, agents.get(), stores.tasks(), now);
  }

  private static RuntimeException changed(Arguments arguments) {
    return arguments.failed("The queue changed while it was looked at.", "Give it again.");
  }
}
