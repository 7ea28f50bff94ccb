package dev.trafficcontrol.agent;

import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RefusalStopDetails;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.ToolUseBlock;
import dev.trafficcontrol.agent.tool.ToolInput;
import dev.trafficcontrol.agent.tool.ToolResult;
import dev.trafficcontrol.agent.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Asks the model until it has nothing more to do.
final class WorkLoop {

  /// Far more turns than a small task takes.
  private static final int MOST_TURNS = 200;

  private static final String CUT =
      "Your answer reached its limit of %d tokens and was cut, so nothing of it was carried out. Go on in smaller steps."
          .formatted(Conversation.MAX_TOKENS);

  private final ModelClient model;
  private final Toolbox tools;
  private final Consumer<String> tell;

  /// @param tell told each use of a tool, in a line
  WorkLoop(ModelClient model, Toolbox tools, Consumer<String> tell) {
    this.model = model;
    this.tools = tools;
    this.tell = tell;
  }

  /// Returns the model's last words.
  ///
  /// @throws GaveUp if the model refuses, or does not come to an end
  String work(Conversation conversation) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      Message answer = model.ask(conversation.request());
      conversation.answered(answer);
      String stop = answer.stopReason().map(Object::toString).orElse("");
      switch (stop) {
        case "end_turn", "stop_sequence" -> {
          return text(answer);
        }
        case "tool_use" -> toolUses(answer).forEach(use -> carryOut(use, conversation));
        case "max_tokens" -> sayThatItWasCut(answer, conversation);
        case "pause_turn" -> tell.accept("(the model pauses, and goes on)");
        case "refusal" -> throw new GaveUp("the model refuses the task" + reason(answer));
        default -> throw new GaveUp("the model stopped for a reason not known here: " + stop);
      }
    }
    throw new GaveUp("the model was not done after " + MOST_TURNS + " turns");
  }

  private void carryOut(ToolUseBlock use, Conversation conversation) {
    ToolInput input = Offer.input(use._input());
    tell.accept(use.name() + " " + input.summary());
    ToolResult result = tools.carryOut(use.name(), input);
    conversation.toolResult(use.id(), result);
  }

  /// A tool's use that was cut must not be carried out: half a file would be written. What is
  /// before it waits for the next answer, too.
  private static void sayThatItWasCut(Message answer, Conversation conversation) {
    List<ToolUseBlock> uses = toolUses(answer);
    uses.forEach(use -> conversation.toolResult(use.id(), ToolResult.failed(CUT)));
    if (uses.isEmpty()) {
      conversation.say(CUT);
    }
  }

  private static List<ToolUseBlock> toolUses(Message answer) {
    return answer.content().stream().map(ContentBlock::toolUse).flatMap(Optional::stream).toList();
  }

  private static String text(Message answer) {
    return answer.content().stream()
        .map(ContentBlock::text)
        .flatMap(Optional::stream)
        .map(TextBlock::text)
        .collect(Collectors.joining("\n"));
  }

  private static String reason(Message answer) {
    return answer
        .stopDetails()
        .flatMap(RefusalStopDetails::explanation)
        .map(": "::concat)
        .orElse("");
  }
}
