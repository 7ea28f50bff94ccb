package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.regex.Pattern;

/// What matters of a request to answer it.
///
/// @param model as the client wrote it
/// @param maxTokens most tokens of one choice
/// @param tools the names of the client's tools
/// @param texts what the user wrote, message by message, without what clients wrap around it
/// @param toolResults how many tool calls the client has answered so far
record Conversation(
    String model,
    long maxTokens,
    Form form,
    PricedModel.Terms terms,
    Prompt prompt,
    List<String> tools,
    List<String> texts,
    int toolResults) {

  /// What Claude Code adds to a user's message on its own; it may quote any file.
  private static final Pattern REMINDER =
      Pattern.compile("<system-reminder>.*?</system-reminder>", Pattern.DOTALL);

  Conversation {
    tools = List.copyOf(tools);
    texts =
        texts.stream()
            .map(text -> REMINDER.matcher(text).replaceAll("").strip())
            .filter(text -> !text.isEmpty())
            .toList();
  }

  String lastText() {
    return texts.isEmpty() ? "" : texts.getLast();
  }
}
