package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Hop;
import java.util.List;

/// What a provider's answer, as far as it came, says of its cost.
sealed interface Verdict {

  /// The usage is final.
  record Known(List<Hop> hops) implements Verdict {}

  /// Proven: nothing is billed.
  record NothingBilled(String proof) implements Verdict {}

  /// Something may have been billed, and nobody said how much.
  record Unknown(String why) implements Verdict {}
}
