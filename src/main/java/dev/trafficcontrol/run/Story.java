package dev.trafficcontrol.run;

import java.util.List;
import java.util.Optional;

/// All that is known of an attempt when it is over.
///
/// @param cutoff set where it was ended from outside
/// @param result what the agent said, where it ended by itself
/// @param collected what it left
/// @param refusal set where its last paid call was refused for want of money
/// @param broken set where the attempt could not be made: no place, no program
public record Story(
    Optional<Cutoff> cutoff,
    Optional<AgentResult> result,
    Collected collected,
    Verification verification,
    Optional<MoneyRefusal> refusal,
    Optional<String> broken) {

  static final Collected NOTHING = new Collected(Optional.empty(), 0, List.of());

  static Story broken(String why) {
    return new Story(
        Optional.empty(),
        Optional.empty(),
        NOTHING,
        new Verification.Skipped(),
        Optional.empty(),
        Optional.of(why));
  }

  /// Whether the verification command has anything to say about it.
  boolean isWorthVerifying() {
    return cutoff.isEmpty()
        && result.filter(AgentResult.Success.class::isInstance).isPresent()
        && collected.changedFiles() > 0;
  }

  Story with(Verification seen) {
    return new Story(cutoff, result, collected, seen, refusal, broken);
  }
}
