package dev.trafficcontrol.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.agent.GatewayStandIn.Answer;
import dev.trafficcontrol.agent.tool.Toolbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway and the model answer, and what the agent makes of it. Each answer stands for
/// money: the calls are counted.
class WorkLoopTest {

  private static final Map<String, String> AT_ONCE = Map.of("retry-after-ms", "1");
  private static final Map<String, String> NEVER = Map.of("x-should-retry", "false");
  private static final Answer DONE = Answer.text("end_turn", "Done.");

  @TempDir Path root;

  private String work(GatewayStandIn gateway) {
    Toolbox tools = new Toolbox(root, Map.of("PATH", System.getenv("PATH")));
    return new WorkLoop(new ModelClient(gateway.url(), "tck_1"), tools, _ -> {})
        .work(new Conversation("claude-opus-5-5", tools.schemas(), "Do it"));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void a_refusal_of_money_is_asked_for_once_even_where_it_does_not_say_so() {
    try (var gateway = new GatewayStandIn(Answer.error(429, "billing_error", AT_ONCE))) {
      assertThatThrownBy(() -> work(gateway))
          .isInstanceOf(MoneyRefused.class)
          .hasMessage("429: because");
      assertThat(gateway.asked()).hasSize(1);
    }
  }

  @Test
  void what_is_not_to_be_tried_again_is_not() {
    try (var gateway = new GatewayStandIn(Answer.error(429, "rate_limit_error", NEVER))) {
      assertThatThrownBy(() -> work(gateway)).isInstanceOf(MoneyRefused.class);
      assertThat(gateway.asked()).hasSize(1);
    }
    try (var gateway = new GatewayStandIn(Answer.error(500, "api_error", NEVER))) {
      assertThatThrownBy(() -> work(gateway)).isInstanceOf(GaveUp.class).hasMessage("500: because");
      assertThat(gateway.asked()).hasSize(1);
    }
    try (var gateway = new GatewayStandIn(Answer.error(400, "invalid_request_error", AT_ONCE))) {
      assertThatThrownBy(() -> work(gateway)).isInstanceOf(GaveUp.class).hasMessage("400: because");
      assertThat(gateway.asked()).hasSize(1);
    }
  }

  @Test
  void what_may_pass_is_tried_again_when_it_was_told_to() {
    Answer held = Answer.error(429, "rate_limit_error", AT_ONCE);
    try (var gateway = new GatewayStandIn(held, held, DONE)) {
      assertThat(work(gateway)).isEqualTo("Done.");
      assertThat(gateway.asked()).hasSize(3);
      assertThat(gateway.keys()).containsOnly("Bearer tck_1");
    }
  }

  @Test
  void it_is_not_tried_for_ever() {
    try (var gateway = new GatewayStandIn(Answer.error(529, "overloaded_error", AT_ONCE))) {
      assertThatThrownBy(() -> work(gateway)).isInstanceOf(GaveUp.class).hasMessage("529: because");
      assertThat(gateway.asked()).hasSize(5);
    }
  }

  @Test
  void whoever_says_to_wait_for_hours_is_not_waited_for() {
    var hours = Answer.error(429, "rate_limit_error", Map.of("retry-after", "7200"));
    try (var gateway = new GatewayStandIn(hours, DONE)) {
      assertThatThrownBy(() -> work(gateway)).hasMessageContaining("too long to wait");
      assertThat(gateway.asked()).hasSize(1);
    }
  }

  @Test
  void an_answer_that_breaks_off_was_paid_for_and_is_not_asked_for_again() {
    try (var gateway = new GatewayStandIn(DONE.cut(), DONE)) {
      assertThatThrownBy(() -> work(gateway))
          .isInstanceOf(GaveUp.class)
          .hasMessageContaining("did not arrive whole");
      assertThat(gateway.asked()).hasSize(1);
    }
  }

  @Test
  void a_tools_use_that_was_cut_at_the_token_limit_is_not_carried_out_and_the_model_learns_why() {
    Answer cut = Answer.use("max_tokens", "write_file", "{\"path\": \"a\", \"content\": \"half");
    try (var gateway = new GatewayStandIn(cut, DONE)) {
      assertThat(work(gateway)).isEqualTo("Done.");
      assertThat(root).isEmptyDirectory();
      JsonNode result = json(gateway.asked().getLast()).at("/messages/2/content/0");
      assertThat(result.path("is_error").asBoolean()).isTrue();
      assertThat(result.path("content").asString()).contains("limit of 8192 tokens");
    }
  }

  @Test
  void a_text_that_was_cut_goes_on() {
    try (var gateway = new GatewayStandIn(Answer.text("max_tokens", "I begin"), DONE)) {
      assertThat(work(gateway)).isEqualTo("Done.");
      assertThat(json(gateway.asked().getLast()).at("/messages/2/content/0/text").asString())
          .contains("in smaller steps");
    }
  }

  @Test
  void a_pause_goes_on_with_what_was_said() {
    try (var gateway = new GatewayStandIn(Answer.text("pause_turn", "Thinking"), DONE)) {
      assertThat(work(gateway)).isEqualTo("Done.");
      assertThat(json(gateway.asked().getLast()).at("/messages/1/content/0/text").asString())
          .isEqualTo("Thinking");
    }
  }

  @Test
  void a_refusal_and_an_unknown_end_are_failures() {
    try (var gateway = new GatewayStandIn(Answer.text("refusal", "No"))) {
      assertThatThrownBy(() -> work(gateway)).hasMessageContaining("refuses the task");
    }
    try (var gateway = new GatewayStandIn(Answer.text("model_context_window_exceeded", "No"))) {
      assertThatThrownBy(() -> work(gateway)).hasMessageContaining("window_exceeded");
    }
  }

  @Test
  void the_prompt_is_cached_up_to_its_last_message_and_each_tool_is_offered() {
    Answer use = Answer.use("tool_use", "run_command", "{\"command\": \"echo hi > said\"}");
    try (var gateway = new GatewayStandIn(use, DONE)) {
      work(gateway);
      JsonNode request = json(gateway.asked().getLast());
      assertThat(request.path("max_tokens").asInt()).isEqualTo(8_192);
      assertThat(request.path("stream").asBoolean()).isTrue();
      assertThat(request.at("/system/0/cache_control/type").asString()).isEqualTo("ephemeral");
      assertThat(request.at("/messages/0/content/0/cache_control").isMissingNode()).isTrue();
      assertThat(request.at("/messages/2/content/0/cache_control/type").asString())
          .isEqualTo("ephemeral");
      assertThat(request.at("/messages/1/content/0/input").toString())
          .isEqualTo("{\"command\":\"echo hi > said\"}");
      assertThat(request.path("tools").valueStream().map(tool -> tool.path("name").asString()))
          .containsExactly("read_file", "write_file", "edit_file", "find_files", "run_command");
      assertThat(request.at("/tools/0/input_schema/required").toString()).isEqualTo("[\"path\"]");
      assertThat(root.resolve("said")).hasContent("hi\n");
    }
  }
}
