package dev.trafficcontrol.adapter.agent;

import dev.trafficcontrol.run.AgentResult;
import dev.trafficcontrol.run.ResultReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The `result` line that Claude Code prints last.
///
/// Success is one shape: `subtype` success, `is_error` false, no denial, exit 0. Whatever is
/// missing, of another type or of another value is not success. Nothing else that it prints is
/// looked at.
final class ClaudeCodeResult implements ResultReader {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Optional<JsonNode> last = Optional.empty();

  @Override
  public void line(String line) {
    if (line.startsWith("{")) {
      try {
        JsonNode event = JSON.readTree(line);
        if (event.path("type").isString() && event.path("type").stringValue().equals("result")) {
          last = Optional.of(event);
        }
      } catch (JacksonException notJson) {
        // Some other output that begins with a brace.
      }
    }
  }

  @Override
  public AgentResult result(int exitCode) {
    return last.map(event -> read(event, exitCode))
        .orElseGet(() -> new AgentResult.Missing(exitCode));
  }

  private static AgentResult read(JsonNode event, int exitCode) {
    JsonNode subtype = event.path("subtype");
    if (!subtype.isString()) {
      return new AgentResult.Failure("a result without a subtype");
    }
    if (!subtype.stringValue().equals("success")) {
      return new AgentResult.Failure(subtype.stringValue());
    }
    if (!event.path("is_error").isBoolean() || event.path("is_error").booleanValue()) {
      return new AgentResult.Failure("error");
    }
    JsonNode denials = event.path("permission_denials");
    if (!denials.isMissingNode() && !denials.isArray()) {
      return new AgentResult.Failure("denials of another shape");
    }
    if (!denials.isEmpty()) {
      return new AgentResult.Denied(tools(denials));
    }
    return exitCode == 0 ? new AgentResult.Success() : new AgentResult.Failure("exit " + exitCode);
  }

  private static List<String> tools(JsonNode denials) {
    List<String> tools = new ArrayList<>();
    for (JsonNode denial : denials) {
      JsonNode tool = denial.path("tool_name");
      tools.add(tool.isString() ? tool.stringValue() : "?");
    }
    return tools;
  }
}
