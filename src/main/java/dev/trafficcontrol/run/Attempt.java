package dev.trafficcontrol.run;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.Cutoff.Kind;
import dev.trafficcontrol.run.RunBriefs.RunBrief;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// One attempt from its place to what is known of it when it is over. Each step is durable before
/// the next is taken.
final class Attempt {

  /// The key's own end, should everything else fail to end it.
  private static final Duration KEY_MARGIN = Duration.ofMinutes(10);

  private static final int MOST_WORDS = 160;
  private static final int FINGERPRINT_DIGITS = 8;

  /// What a shell answers for a command that is not there.
  private static final int NOT_FOUND = 127;

  private static final String NOT_ITS_OWN = "has lost its claim";

  private final RunPorts ports;
  private final RunLimits limits;
  private final ModelAccess models;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Conclusion conclusion;

  Attempt(
      RunPorts ports,
      RunLimits limits,
      ModelAccess models,
      InstantSource clock,
      RandomGenerator random) {
    this.ports = ports;
    this.limits = limits;
    this.models = models;
    this.clock = clock;
    this.random = random;
    this.conclusion = new Conclusion(ports, clock);
  }

  /// The place of the run, made from nothing.
  Workplace prepare(RunBrief brief, String session) {
    String run = brief.claim().run();
    ports.store().starting(run);
    try {
      Workplace place = ports.places().prepare(brief.order());
      ports.store().placed(run, place, session);
      return place;
    } catch (WorkplaceFailed failed) {
      ports.places().discard(brief.order());
      throw failed;
    }
  }

  String newSession() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }

  /// Lets the agent work, ends it, and looks at what it left.
  Story work(LiveRun live, RunBrief brief, Workplace place, String session) {
    Claim claim = brief.claim();
    KeySecret secret = mint();
    if (ports.ledger().ask(new OpenAttempt(key(claim, secret))) == OpenAttempt.Reply.STALE) {
      return notStarted(brief, new Cutoff(Kind.CLAIM_OVER, "a later attempt has the task"));
    }
    if (live.asked().isPresent()) {
      return notStarted(brief, live.asked().get());
    }
    Assignment assignment =
        new Assignment(
            claim.run(),
            brief.text(),
            claim.agent().model(),
            session,
            new Endpoint(models.gateway(), secret),
            place);
    RunningAgent agent;
    try {
      agent = ports.launcher().launch(new LaunchOrder(claim, assignment));
    } catch (LaunchFailed failed) {
      ports.places().discard(brief.order());
      return Story.broken(String.valueOf(failed.getMessage()));
    }
    Watch.Ended ended;
    try {
      begun(live, claim, agent);
    } finally {
      ended =
          new Watch(limits, clock).until(live, agent, () -> ports.calls().activity(claim.run()));
    }
    Optional<MoneyRefusal> refusal = ports.calls().activity(claim.run()).refusal();
    conclusion.endSpending(claim);
    Collected collected = conclusion.collect(brief, Optional.of(place));
    return switch (ended) {
      case Watch.Ended.ByItself(int exit) ->
          story(Optional.empty(), Optional.of(agent.result(exit)), collected, refusal);
      case Watch.Ended.FromOutside(Cutoff cutoff) ->
          story(Optional.of(cutoff), Optional.empty(), collected, refusal);
    };
  }

  private void begun(LiveRun live, Claim claim, RunningAgent agent) {
    Instant now = clock.instant();
    try {
      ports.store().running(claim.run(), agent.mark(), now);
      if (!ports.queue().started(claim, now)) {
        live.stop(new Cutoff(Kind.CLAIM_OVER, NOT_ITS_OWN));
      }
    } catch (RuntimeException notDurable) {
      // A process that nobody could find again must not go on.
      live.stop(new Cutoff(Kind.STOPPED, "its start could not be recorded"));
      throw notDurable;
    }
  }

  /// Runs the project's verification command where there is one and something to verify.
  Story verify(LiveRun live, RunBrief brief, Workplace place, Story story) {
    String run = brief.claim().run();
    String command = brief.workspace().verify();
    if (command == null || !story.isWorthVerifying()) {
      return story;
    }
    ports.store().verifying(run, story.collected());
    if (!ports.queue().verifying(brief.claim(), clock.instant())) {
      return story(
          Optional.of(new Cutoff(Kind.CLAIM_OVER, NOT_ITS_OWN)),
          story.result(),
          story.collected(),
          story.refusal());
    }
    RunningVerification child;
    try {
      child = ports.verifier().start(new VerificationOrder(run, command, place));
    } catch (LaunchFailed failed) {
      return story.with(
          new Verification.Failed(
              NOT_FOUND, String.valueOf(failed.getMessage()), String.valueOf(failed.getMessage())));
    }
    Watch.Ended ended;
    try {
      ports.store().verifying(run, child.mark());
    } finally {
      ended = new Watch(limits.ofVerification(), clock).until(live, child, () -> CallActivity.NONE);
    }
    return switch (ended) {
      case Watch.Ended.ByItself(int exit) when exit == 0 -> story.with(new Verification.Passed());
      case Watch.Ended.ByItself(int exit) ->
          story.with(new Verification.Failed(exit, lastWords(child), fingerprint(child)));
      case Watch.Ended.FromOutside(Cutoff cutoff) when cutoff.kind().isTheRunsOwnFault() ->
          story.with(new Verification.CutOff(cutoff));
      case Watch.Ended.FromOutside(Cutoff cutoff) ->
          story(Optional.of(cutoff), story.result(), story.collected(), story.refusal());
    };
  }

  private static String lastWords(RunningVerification child) {
    String last =
        child.lastLines().reversed().stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("");
    return last.length() <= MOST_WORDS ? last : last.substring(0, MOST_WORDS - 1) + "…";
  }

  /// Without digits: times, ports and numbers of processes differ between two failures that are the
  /// same.
  private static String fingerprint(RunningVerification child) {
    String said = String.join("\n", child.lastLines()).replaceAll("[0-9]+", "#");
    UUID hash = UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    return hash.toString().substring(0, FINGERPRINT_DIGITS);
  }

  private KeySecret mint() {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    random.nextBytes(randomness);
    return KeySecret.mint(randomness);
  }

  private Key key(Claim claim, KeySecret secret) {
    AttemptBinding binding =
        new AttemptBinding(
            claim.project(), claim.task(), claim.run(), claim.token(), claim.confirmation());
    Instant end = clock.instant().plus(limits.wall()).plus(KEY_MARGIN);
    return new Key(secret.id(), "run " + claim.run(), secret.hash(), binding, end, models.rules());
  }

  /// Nothing ran in the place: nothing of it is kept.
  private Story notStarted(RunBrief brief, Cutoff cutoff) {
    ports.places().discard(brief.order());
    return story(Optional.of(cutoff), Optional.empty(), Story.NOTHING, Optional.empty());
  }

  private static Story story(
      Optional<Cutoff> cutoff,
      Optional<AgentResult> result,
      Collected collected,
      Optional<MoneyRefusal> refusal) {
    return new Story(
        cutoff, result, collected, new Verification.Skipped(), refusal, Optional.empty());
  }
}
