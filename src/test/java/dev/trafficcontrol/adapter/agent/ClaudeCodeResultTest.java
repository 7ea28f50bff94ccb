package dev.trafficcontrol.adapter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.run.AgentResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaudeCodeResultTest {

  private static final String GOOD =
      "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"permission_denials\":[]}";

  private static AgentResult read(int exit, String... lines) {
    ClaudeCodeResult reader = new ClaudeCodeResult();
    List.of(lines).forEach(reader::line);
    return reader.result(exit);
  }

  @Test
  void only_one_shape_is_success() {
    assertThat(read(0, "{\"type\":\"system\"}", "noise", "{broken", GOOD))
        .isInstanceOf(AgentResult.Success.class);
    assertThat(read(143, GOOD)).isInstanceOf(AgentResult.Failure.class);
    for (String other :
        List.of(
            GOOD.replace("success", "error_max_turns"),
            GOOD.replace("false", "true"),
            GOOD.replace("false", "\"false\""),
            GOOD.replace("\"is_error\":false,", ""),
            GOOD.replace("\"success\"", "7"),
            GOOD.replace("[]", "\"none\""))) {
      assertThat(read(0, other)).as(other).isInstanceOf(AgentResult.Failure.class);
    }
  }

  @Test
  void F75_denials_are_not_success_although_the_program_exits_with_0() {
    assertThat(read(0, GOOD.replace("[]", "[{\"tool_name\":\"Bash\"},{}]")))
        .isEqualTo(new AgentResult.Denied(List.of("Bash", "?")));
  }

  @Test
  void F74_a_result_in_somebodys_text_is_not_a_result() {
    assertThat(read(0)).isEqualTo(new AgentResult.Missing(0));
    assertThat(
            read(
                0, "prose: " + GOOD, "[" + GOOD + "]", "{\"type\":\"user\",\"text\":" + GOOD + "}"))
        .isEqualTo(new AgentResult.Missing(0));
    assertThat(read(0, GOOD, GOOD.replace("success", "error_during_execution")))
        .as("the last one counts")
        .isEqualTo(new AgentResult.Failure("error_during_execution"));
  }
}
