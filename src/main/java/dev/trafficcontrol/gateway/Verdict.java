package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.pricing.Hop;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a provider's answer, as far as it came, says of its cost.
sealed interface Verdict {

  /// Errors by which Anthropic and OpenAI, in its streams, ask to be called later. Sources: their
  /// references, "Errors" and "Error codes".
  Set<String> ASKING_FOR_TIME =
      Set.of(
          "overloaded_error",
          "rate_limit_error",
          "rate_limit_exceeded",
          "server_is_overloaded",
          "slow_down");

  /// The usage is final.
  record Known(List<Hop> hops) implements Verdict {}

  /// Proven: nothing is billed.
  record NothingBilled(String proof, NoAnswer answer) implements Verdict {
    NothingBilled(String proof) {
      this(proof, NoAnswer.FAILED);
    }

    /// @param names as the provider calls its error
    static NothingBilled refused(String proof, String... names) {
      return new NothingBilled(
          proof,
          Stream.of(names).anyMatch(ASKING_FOR_TIME::contains) ? NoAnswer.SPARED : NoAnswer.FAILED);
    }
  }

  /// Something may have been billed, and nobody said how much. A call that was not cut has failed.
  record Unknown(String why) implements Verdict {}
}
