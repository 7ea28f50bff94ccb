package dev.trafficcontrol.agent;

import dev.trafficcontrol.agent.tool.Toolbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// Works tasks with the models of one gateway, or of a provider.
public final class BuiltInAgent {

  private final String baseUrl;
  private final String key;
  private final Map<String, String> environment;
  private final Consumer<String> tell;

  /// @param environment what the model's commands get, without secrets
  /// @param tell told each use of a tool, in a line
  public BuiltInAgent(
      String baseUrl, String key, Map<String, String> environment, Consumer<String> tell) {
    this.baseUrl = baseUrl;
    this.key = key;
    this.environment = environment;
    this.tell = tell;
  }

  /// Returns the model's last words.
  ///
  /// @throws MoneyRefused if the gateway refuses money
  /// @throws GaveUp if the task was not worked to its end
  public String work(Path worktree, String model, String task) {
    Toolbox tools = new Toolbox(worktree, environment);
    return new WorkLoop(new ModelClient(baseUrl, key), tools, tell)
        .work(new Conversation(model, tools.schemas(), task));
  }
}
