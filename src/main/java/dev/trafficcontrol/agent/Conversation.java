package dev.trafficcontrol.agent;

import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import dev.trafficcontrol.agent.tool.ToolResult;
import dev.trafficcontrol.agent.tool.ToolSchema;
import java.util.ArrayList;
import java.util.List;

/// Everything said so far, as the Messages API wants it. The prompt is cached up to the last
/// message, so that a turn pays for what it adds.
final class Conversation {

  static final int MAX_TOKENS = 8_192;

  private static final String RULES =
      """
      You work in a git repository, alone, on the task you are given. Nobody answers questions: decide, and go on.
      Use the tools to look around, change files and try what you did. Paths are relative to the repository.
      What you leave in the files is committed for you. When the task is done, say in one sentence what you did.
      """;

  private static final CacheControlEphemeral CACHED = CacheControlEphemeral.builder().build();

  private final String model;
  private final List<Tool> tools;
  private final List<MessageParam> messages = new ArrayList<>();

  /// Of the user's message that is still to be sent.
  private final List<ContentBlockParam> next = new ArrayList<>();

  Conversation(String model, List<ToolSchema> tools, String task) {
    this.model = model;
    this.tools = tools.stream().map(Offer::of).toList();
    say(task);
  }

  void say(String text) {
    next.add(ContentBlockParam.ofText(TextBlockParam.builder().text(text).build()));
  }

  void answered(Message answer) {
    if (!next.isEmpty()) {
      messages.add(userMessage(next));
      next.clear();
    }
    List<ContentBlockParam> content =
        answer.content().stream()
            .filter(block -> !isEmptyText(block))
            .map(ContentBlock::toParam)
            .toList();
    if (!content.isEmpty()) {
      messages.add(MessageParam.ofAssistantOfContentBlockParams(content));
    }
  }

  void toolResult(String toolUse, ToolResult result) {
    next.add(
        ContentBlockParam.ofToolResult(
            ToolResultBlockParam.builder()
                .toolUseId(toolUse)
                .content(result.text())
                .isError(result.outcome() == ToolResult.Outcome.FAILED)
                .build()));
  }

  MessageCreateParams request() {
    MessageCreateParams.Builder request =
        MessageCreateParams.builder()
            .model(model)
            .maxTokens(MAX_TOKENS)
            .systemOfTextBlockParams(
                List.of(TextBlockParam.builder().text(RULES).cacheControl(CACHED).build()))
            .messages(messages);
    tools.forEach(request::addTool);
    if (!next.isEmpty()) {
      List<ContentBlockParam> content = new ArrayList<>(next);
      content.add(cached(content.removeLast()));
      request.addMessage(userMessage(content));
    }
    return request.build();
  }

  private static MessageParam userMessage(List<ContentBlockParam> content) {
    return MessageParam.ofUserOfContentBlockParams(List.copyOf(content));
  }

  private static ContentBlockParam cached(ContentBlockParam block) {
    return block.isToolResult()
        ? ContentBlockParam.ofToolResult(
            block.asToolResult().toBuilder().cacheControl(CACHED).build())
        : ContentBlockParam.ofText(block.asText().toBuilder().cacheControl(CACHED).build());
  }

  /// The API takes none back.
  private static boolean isEmptyText(ContentBlock block) {
    return block.isText() && block.asText().text().isBlank();
  }
}
