package dev.trafficcontrol.simulator;

/// One content block of an answer.
sealed interface Block {
  long tokens();

  record Text(String text, long tokens) implements Block {
    Text(String text) {
      this(text, Tokenizer.count(text));
    }
  }

  /// What the model thinks before it speaks; OpenAI keeps it to itself, and charges it.
  record Reasoning(String text, long tokens) implements Block {
    Reasoning(String text) {
      this(text, Tokenizer.count(text));
    }
  }

  /// @param input the tool's input as JSON text
  record ToolUse(String id, String name, String input, long tokens) implements Block {
    ToolUse(String id, String name, String input) {
      this(id, name, input, BlockTokens.toolUse(name, input));
    }
  }
}
