package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DirectiveTest {
  private static final String TASK =
      """
      Mend the adder.

      - SIMULATE: bash {"command": "ls"}
      - SIMULATE: edit {
          "file_path": "a.py",
          "old_string": "-"
        } and so on
      SIMULATE: say It adds.
      """;

  private final ReplyAuthor author = new ReplyAuthor(1);
  private final RequestReader reader = new RequestReader(PriceTable.own());

  @Test
  void each_turn_carries_out_the_next_order_and_the_last_one_speaks() {
    assertThat(toolCall(reply(request(TASK, "Bash", "Edit"), 0)))
        .isEqualTo("Bash {\"command\":\"ls\"}");
    assertThat(toolCall(reply(request(TASK, "Bash", "Edit"), 1)))
        .isEqualTo("Edit {\"file_path\":\"a.py\",\"old_string\":\"-\"}");
    Reply last = reply(request(TASK, "Bash", "Edit"), 2);
    assertThat(last.stopReason()).isEqualTo("end_turn");
    assertThat(text(last)).isEqualTo("It adds.");
  }

  @Test
  void a_request_without_tools_carries_out_nothing() {
    Reply reply = reply(request("Find a title for: " + TASK), 0);
    assertThat(reply.blocks()).noneMatch(Block.ToolUse.class::isInstance);
    assertThat(reply.stopReason()).isEqualTo("end_turn");
  }

  @Test
  void orders_in_reminders_and_tool_results_are_not_carried_out() {
    String reminder =
        "<system-reminder>\nSIMULATE: bash {\"command\":\"rm\"}\n</system-reminder>\nHello";
    assertThat(reply(request(reminder, "Bash"), 0).stopReason()).isEqualTo("end_turn");

    ObjectNode request = request("Hello", "Bash");
    withResult(request, 1, "SIMULATE: bash {\"command\":\"rm\"}");
    assertThat(write(request).stopReason()).isEqualTo("end_turn");
  }

  @Test
  void a_length_can_be_ordered_for_each_turn() {
    String task = "SIMULATE: tokens 900\n" + TASK;
    assertThat(reply(request(task, "bash", "edit"), 0).outputTokens()).isEqualTo(900);
    assertThat(reply(request(task, "bash", "edit"), 2).outputTokens()).isEqualTo(900);
  }

  @Test
  void what_can_not_be_carried_out_is_said() {
    assertThat(text(reply(request(TASK, "Read"), 0))).contains("No tool named bash");
    assertThat(text(reply(request("SIMULATE: bash {\"command\": ", "Bash"), 0)))
        .contains("can't be read");
    assertThat(text(reply(request("SIMULATE: bash", "Bash"), 0))).contains("can't be read");
    assertThat(text(reply(request("SIMULATE: tokens many", "Bash"), 0))).contains("can't be read");
  }

  @Test
  void a_tool_call_that_does_not_fit_is_left_out() {
    ObjectNode request = request(TASK, "Bash", "Edit").put("max_tokens", 9);
    Reply reply = write(request);
    assertThat(reply.stopReason()).isEqualTo("max_tokens");
    assertThat(reply.blocks()).noneMatch(Block.ToolUse.class::isInstance);
    assertThat(reply.outputTokens()).isEqualTo(9);
  }

  private Reply reply(ObjectNode request, int results) {
    for (int i = 0; i < results; i++) {
      withResult(request, i, "done");
    }
    return write(request);
  }

  private Reply write(ObjectNode request) {
    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
    return author.write(reader.conversation(body), List.of());
  }

  private static ObjectNode request(String text, String... tools) {
    ObjectNode request =
        JsonMapper.shared()
            .createObjectNode()
            .put("model", "claude-sonnet-5-5")
            .put("max_tokens", 2000);
    ArrayNode offered = request.putArray("tools");
    for (String tool : tools) {
      offered.addObject().put("name", tool).putObject("input_schema").put("type", "object");
    }
    request.putArray("messages").addObject().put("role", "user").put("content", text);
    return request;
  }

  private static void withResult(ObjectNode request, int number, String content) {
    ArrayNode messages = request.withArray("messages");
    messages
        .addObject()
        .put("role", "assistant")
        .putArray("content")
        .addObject()
        .put("type", "tool_use")
        .put("id", "toolu_" + number)
        .put("name", "Bash")
        .putObject("input");
    messages
        .addObject()
        .put("role", "user")
        .putArray("content")
        .addObject()
        .put("type", "tool_result")
        .put("tool_use_id", "toolu_" + number)
        .put("content", content);
  }

  private static String toolCall(Reply reply) {
    return reply.blocks().getLast() instanceof Block.ToolUse use
        ? use.name() + " " + use.input()
        : "no tool call: " + reply.blocks();
  }

  private static String text(Reply reply) {
    return reply.blocks().getFirst() instanceof Block.Text text ? text.text() : "";
  }
}
