package dev.trafficcontrol.run;

import dev.trafficcontrol.ledger.ExpireAttempt;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.RunBriefs.RunBrief;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Ends runs that nobody supervises any more: at boot those of the daemon before, and those whose
/// node is gone.
///
/// In this order, each step harmless when it is taken again, so that it may itself be killed at any
/// point: what is alive is ended, the right to spend ends, what is held is charged, the work is
/// committed, the outcome is recorded, the worktree goes, the task goes on.
///
/// A place that can't be reached, such as a worktree whose repository is gone, stays as it is and
/// keeps nothing from going on: a daemon that could not start for it would stop everybody.
public final class Reconciliation {

  /// The name of no node: only claims whose lease is over are anybody's.
  private static final String NOBODY = "";

  private final RunPorts ports;
  private final Conclusion conclusion;
  private final InstantSource clock;

  public Reconciliation(RunPorts ports, InstantSource clock) {
    this.ports = ports;
    this.conclusion = new Conclusion(ports, clock);
    this.clock = clock;
  }

  /// Ends all that this node has to end, and returns their claims. Call it before anything is
  /// started.
  public List<Claim> atBoot(String node) {
    Map<String, Claim> found = new LinkedHashMap<>();
    ports.store().open(node).forEach(run -> found.put(run.claim().run(), run.claim()));
    ports.queue().unfinished(node, clock.instant()).forEach(c -> found.put(c.run(), c));
    found
        .values()
        .forEach(
            claim -> end(claim, "the daemon ended while it ran", TaskOutcome.Interrupted::new));
    return List.copyOf(found.values());
  }

  /// Ends what is left of runs whose lease is over and that nobody supervises here, and returns
  /// their claims.
  public List<Claim> ofLostNodes(Instant now, Predicate<Claim> isOurs) {
    List<Claim> lost =
        ports.queue().unfinished(NOBODY, now).stream().filter(isOurs.negate()).toList();
    lost.forEach(
        claim -> end(claim, "its node lost the lease while it ran", TaskOutcome.Interrupted::new));
    return lost;
  }

  /// @param why said of it, and `ifUnknown` what came of it, where the run did not come to an end
  ///   of its own
  void end(Claim claim, String why, Function<String, TaskOutcome> ifUnknown) {
    Optional<RunRecord> record = ports.store().find(claim.run());
    Optional<Workplace> place = record.flatMap(RunRecord::place);
    // Nothing is started before its place is recorded.
    place.ifPresent(
        made -> ports.launcher().endLeftovers(made, record.flatMap(RunRecord::process)));
    conclusion.endSpending(claim);
    ports.ledger().ask(new ExpireAttempt(claim.run(), claim.token(), why));
    RunBrief brief = ports.briefs().of(claim);
    String story = why;
    Collected collected = Story.NOTHING;
    try {
      if (place.isEmpty()) {
        ports.places().discard(brief.order());
      }
      // What was collected before the verification began is all the agent did; the rest is the
      // verification's.
      collected =
          record.flatMap(RunRecord::collected).orElseGet(() -> conclusion.collect(brief, place));
    } catch (WorkplaceFailed unreachable) {
      story = why + stays(place, unreachable);
    }
    Verdict ended = new Verdict(ifUnknown.apply(story), Optional.empty());
    try {
      conclusion.finish(claim, place, collected, record.flatMap(RunRecord::end).orElse(ended));
    } catch (WorkplaceFailed unremoved) {
      // All but the removal is done, and the queue knows it: see Conclusion#finish.
      return;
    }
  }

  private static String stays(Optional<Workplace> place, WorkplaceFailed why) {
    return place
        .map(made ->
            "; what it left stays in " + made.directory() + ", not committed: " + why.getMessage())
        .orElse("");
  }
}
