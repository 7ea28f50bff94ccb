package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.Claim;

/// What a launcher needs to start an agent. The claim is what makes it more than a wish: only the
/// queue makes one, and each has its slot.
public record LaunchOrder(Claim claim, Assignment assignment) {

  public LaunchOrder {
    if (!claim.run().equals(assignment.run())) {
      throw new IllegalArgumentException(
          "the claim of " + claim.run() + " does not start " + assignment.run());
    }
  }

  /// A configured agent, such as `claude-code`.
  public String agent() {
    return claim.agent().agent();
  }
}
