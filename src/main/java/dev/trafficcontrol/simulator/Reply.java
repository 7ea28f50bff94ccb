package dev.trafficcontrol.simulator;

import java.util.List;

/// What will be answered to one request, before anything is sent.
///
/// @param interruptions with the number of content blocks that stand before each
record Reply(
    List<Block> blocks,
    String stopReason,
    long outputTokens,
    Step.Figures figures,
    List<Placed> interruptions) {

  /// @param blocksBefore where the step stands, if it does not name an event itself
  record Placed(Step.Interruption step, int blocksBefore) {}

  Reply {
    blocks = List.copyOf(blocks);
    interruptions = List.copyOf(interruptions);
  }
}
