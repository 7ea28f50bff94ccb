package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.Optional;

/// What will be answered to one request, before anything is sent.
///
/// @param outputTokens of one choice
/// @param tier the tier that serves the call, where it is not the one that was asked for
/// @param interruptions with the number of content blocks that stand before each
record Reply(
    List<Block> blocks,
    String stopReason,
    long outputTokens,
    Step.Figures figures,
    List<Placed> interruptions,
    Optional<PricedModel.Tier> tier) {

  /// @param blocksBefore where the step stands, if it does not name an event itself
  record Placed(Step.Interruption step, int blocksBefore) {

    /// How many of the stream's events go out before it.
    ///
    /// @param blockEnds how many events there are up to and with each block
    int eventsBefore(List<Integer> blockEnds, int events) {
      if (step.afterEvents().isPresent()) {
        return Math.min(step.afterEvents().getAsInt(), events);
      }
      int blocks = Math.min(blocksBefore, blockEnds.size());
      return blocks == 0 ? 0 : blockEnds.get(blocks - 1);
    }
  }

  Reply {
    blocks = List.copyOf(blocks);
    interruptions = List.copyOf(interruptions);
  }

  /// What of the output was thought, of one choice.
  long reasoningTokens() {
    return blocks.stream().filter(Block.Reasoning.class::isInstance).mapToLong(Block::tokens).sum();
  }

  boolean endsEarly() {
    return stopReason.equals("max_tokens");
  }
}
