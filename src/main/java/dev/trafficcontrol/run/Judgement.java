package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides what an attempt came to. Pure.
///
/// The work is ready for review only if the agent says that it succeeded, it changed something, and
/// the verification command agrees. What is ended for no fault of its own is interrupted. Whatever
/// else it is, it is tried again, but the same failure twice in a row is the task's end: a third
/// time would only cost more.
public final class Judgement {

  /// When a budget has room again that time alone does not free: people may have raised it by then.
  private static final Duration UNTIL_SOMEBODY_RAISES = Duration.ofHours(1);

  private Judgement() {}

  /// @param lastFailure of the task's attempt before this one
  /// @param retryAt when another attempt may start
  public static Verdict of(
      Story story, Optional<String> lastFailure, Instant retryAt, Instant now) {
    Optional<Cutoff> cutoff = story.cutoff();
    if (cutoff.isPresent() && !cutoff.get().kind().isTheRunsOwnFault()) {
      return new Verdict(interrupted(cutoff.get()), Optional.empty());
    }
    Optional<Complaint> complaint = complaint(story);
    if (complaint.isEmpty()) {
      return new Verdict(new TaskOutcome.ReadyForReview(done(story)), Optional.empty());
    }
    if (story.refusal().isPresent()) {
      MoneyRefusal refusal = story.refusal().get();
      Instant until = refusal.freesAt().orElse(now.plus(UNTIL_SOMEBODY_RAISES));
      return new Verdict(
          new TaskOutcome.BlockedByBudget(until, refusal.why(), refusal.isPause()),
          Optional.empty());
    }
    String words = complaint.get().words();
    Optional<String> failure = Optional.of(complaint.get().print());
    return new Verdict(
        failure.equals(lastFailure)
            ? new TaskOutcome.Failed("the same as the time before: " + words)
            : new TaskOutcome.Retry(retryAt, words),
        failure);
  }

  /// What was wrong.
  ///
  /// @param words for people
  /// @param print the same for the same failure, which the words need not be
  private record Complaint(String words, String print) {

    static Complaint of(String words) {
      return new Complaint(words, words);
    }
  }

  private static TaskOutcome interrupted(Cutoff cutoff) {
    return switch (cutoff.kind()) {
      case CLAIM_OVER -> new TaskOutcome.Cancelled(cutoff.why());
      case LEASE_OVER,
          STOPPED,
          KILLED,
          NO_START,
          IDLE,
          TOO_LONG,
          TOO_MANY_CALLS,
          TOO_MUCH_MEMORY,
          TOO_MANY_PROCESSES ->
          new TaskOutcome.Interrupted(cutoff.why());
    };
  }

  /// Empty where nothing was wrong.
  private static Optional<Complaint> complaint(Story story) {
    if (story.broken().isPresent()) {
      return story.broken().map(Complaint::of);
    }
    if (story.cutoff().isPresent()) {
      return story.cutoff().map(cutoff -> Complaint.of("was ended: it " + cutoff.why()));
    }
    Optional<String> said =
        story.result().map(Judgement::complaint).orElse(Optional.of("the agent said nothing"));
    if (said.isPresent()) {
      return said.map(Complaint::of);
    }
    if (story.collected().changedFiles() == 0) {
      return Optional.of(Complaint.of("the agent changed nothing"));
    }
    return complaint(story.verification());
  }

  private static Optional<String> complaint(AgentResult result) {
    return switch (result) {
      case AgentResult.Success() -> Optional.empty();
      case AgentResult.Denied(var tools) ->
          Optional.of("the agent was denied " + String.join(", ", tools));
      case AgentResult.Failure(var kind) -> Optional.of("the agent ended with " + kind);
      case AgentResult.Missing(var exit) ->
          Optional.of("the agent ended without a result, exit " + exit);
    };
  }

  private static Optional<Complaint> complaint(Verification verification) {
    return switch (verification) {
      case Verification.Skipped(), Verification.Passed() -> Optional.empty();
      case Verification.Failed(var exit, var said, var fingerprint) ->
          Optional.of(
              new Complaint(
                  "the verification failed with exit %d, %s"
                      .formatted(exit, said.isEmpty() ? "and printed nothing" : "saying: " + said),
                  "verification %d %s".formatted(exit, fingerprint)));
      case Verification.CutOff(var cutoff) ->
          Optional.of(Complaint.of("the verification was ended: it " + cutoff.why()));
    };
  }

  private static String done(Story story) {
    int changed = story.collected().changedFiles();
    String files = changed + (changed == 1 ? " file changed" : " files changed");
    String verified =
        switch (story.verification()) {
          case Verification.Passed() -> ", verified";
          case Verification.Skipped() -> ", not verified: the project has no command for it";
          case Verification.Failed(_, _, _), Verification.CutOff(_) -> "";
        };
    String left =
        story.collected().leftOut().isEmpty()
            ? ""
            : "; left out, being repositories of their own: "
                + String.join(", ", story.collected().leftOut());
    return files + verified + left;
  }
}
