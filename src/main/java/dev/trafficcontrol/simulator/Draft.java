package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An answer while it is being written; ends within the request's `max_tokens`.
final class Draft {
  private final long maxTokens;
  private final String toolCallPrefix;
  private final RandomGenerator random;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Reply.Placed> interruptions = new ArrayList<>();
  private Step.Figures figures = Step.Figures.COUNTED;
  private String stopReason = "";
  private Optional<PricedModel.Tier> tier = Optional.empty();

  Draft(Conversation conversation, RandomGenerator random) {
    this.maxTokens = conversation.maxTokens();
    this.toolCallPrefix = conversation.form().toolCallPrefix();
    this.random = random;
  }

  RandomGenerator random() {
    return random;
  }

  void say(String text) {
    blocks.add(new Block.Text(text));
  }

  void sayTokens(long tokens) {
    // what does not fit is cut later; writing it would only cost time
    say(Prose.of(Math.min(tokens, maxTokens), random));
  }

  void think(long tokens) {
    blocks.add(new Block.Reasoning(Prose.of(Math.min(tokens, maxTokens), random)));
  }

  void useTool(String name, String input) {
    String id = toolCallPrefix + Ids.from(random.nextLong(), random.nextLong());
    blocks.add(new Block.ToolUse(id, name, input));
  }

  void stopWith(String reason) {
    stopReason = reason;
  }

  void serveIn(PricedModel.Tier other) {
    tier = Optional.of(other);
  }

  void figures(Step.Figures exact) {
    figures = exact;
  }

  void interrupt(Step.Interruption step) {
    interruptions.add(new Reply.Placed(step, blocks.size()));
  }

  Reply finish() {
    long tokens = blocks.stream().mapToLong(Block::tokens).sum() + PromptReader.MESSAGE_TOKENS;
    if (tokens <= maxTokens) {
      return new Reply(blocks, reason(), tokens, figures, interruptions, tier);
    }
    return new Reply(
        cut(Math.max(1, maxTokens - PromptReader.MESSAGE_TOKENS)),
        "max_tokens",
        maxTokens,
        figures,
        interruptions,
        tier);
  }

  private String reason() {
    if (!stopReason.isEmpty()) {
      return stopReason;
    }
    return blocks.stream().anyMatch(Block.ToolUse.class::isInstance) ? "tool_use" : "end_turn";
  }

  /// The blocks that fit; a text is cut, a tool call is whole or not there at all.
  private List<Block> cut(long tokens) {
    List<Block> fitting = new ArrayList<>();
    long left = tokens;
    for (Block block : blocks) {
      if (block.tokens() <= left) {
        fitting.add(block);
        left -= block.tokens();
      } else {
        Block beginning =
            switch (block) {
              case Block.Text text -> new Block.Text(Prose.cut(text.text(), left));
              case Block.Reasoning thought -> new Block.Reasoning(Prose.cut(thought.text(), left));
              case Block.ToolUse _ -> new Block.Text(Prose.of(left, random));
            };
        if (beginning.tokens() > 0) {
          fitting.add(beginning);
        }
        break;
      }
    }
    return fitting;
  }
}
