package dev.trafficcontrol.review;

import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.RunningVerification;
import dev.trafficcontrol.run.VerificationOrder;
import dev.trafficcontrol.run.Verifier;
import dev.trafficcontrol.run.Workplace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Takes one run's work into the branch of its project: merge, verify what the merge came to, move
/// the branch. Safe to repeat after a crash at any line: until the branch moves nothing is changed,
/// and after it moved the merge is found to be there already.
public final class Acceptance {

  private static final Duration GRACE = Duration.ofSeconds(5);

  /// How it ended; the target has moved only where it is [Accepted].
  public sealed interface Outcome {

    record Accepted(String target) implements Outcome {}

    record Conflicting(String target, List<String> files) implements Outcome {}

    /// @param log where the verification's output lies
    record NotVerified(String why, List<String> lastLines, String log) implements Outcome {}

    record NotLanded(String why, String fix) implements Outcome {}
  }

  private final Branches branches;
  private final Verifier verifier;
  private final Duration verifyWithin;

  public Acceptance(Branches branches, Verifier verifier, Duration verifyWithin) {
    this.branches = branches;
    this.verifier = verifier;
    this.verifyWithin = verifyWithin;
  }

  /// @param run whose work it is
  public Outcome accept(String run, RunBranch branch, Workspace workspace, String message) {
    return switch (branches.merge(branch, workspace, message)) {
      case Merge.AlreadyThere(String target) -> new Outcome.Accepted(target);
      case Merge.Conflicting(String target, List<String> files) ->
          new Outcome.Conflicting(target, files);
      case Merge.Clean merge -> accept(run, merge, workspace);
    };
  }

  private Outcome accept(String run, Merge.Clean merge, Workspace workspace) {
    String command = workspace.verify();
    if (command != null) {
      Workplace place = branches.checkOut(merge, "accept-" + run);
      try {
        Outcome.NotVerified objection = objection(command, place);
        if (objection != null) {
          return objection;
        }
      } finally {
        branches.remove(place);
      }
    }
    return switch (branches.land(merge)) {
      case Landing.Landed _ -> new Outcome.Accepted(merge.target());
      case Landing.Moved _ ->
          new Outcome.NotLanded(
              merge.target() + " moved while the merge was verified.",
              "Accept it again: it is then merged with what is there now");
      case Landing.InTheWay(String checkout, String why) ->
          new Outcome.NotLanded(
              "%s is checked out in %s, where something stands in the way: %s"
                  .formatted(merge.target(), checkout, why),
              "Commit or stash what is there, then accept it again");
    };
  }

  private Outcome.@Nullable NotVerified objection(String command, Workplace place) {
    String log = place.log(Workplace.Log.VERIFY_OUTPUT);
    RunningVerification child;
    try {
      child = verifier.start(new VerificationOrder(place.run(), command, place));
    } catch (LaunchFailed failed) {
      return new Outcome.NotVerified(String.valueOf(failed.getMessage()), List.of(), log);
    }
    OptionalInt exit;
    try {
      exit = child.awaitExit(verifyWithin);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Outcome.NotVerified("it was interrupted", List.of(), log);
    } finally {
      child.end(GRACE);
    }
    if (exit.isEmpty()) {
      return new Outcome.NotVerified(
          "it took longer than " + verifyWithin.toMinutes() + " minutes", child.lastLines(), log);
    }
    return exit.getAsInt() == 0
        ? null
        : new Outcome.NotVerified("it ended with " + exit.getAsInt(), child.lastLines(), log);
  }
}
