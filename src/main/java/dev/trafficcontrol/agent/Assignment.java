package dev.trafficcontrol.agent;

import java.io.IOException;
import java.nio.file.Path;

/// One task for the built-in agent.
public record Assignment(String baseUrl, String key, String model, String task, Path worktree) {

  public String work() throws IOException {
    return new WorkLoop(new ModelClient(baseUrl, key), new Worktree(worktree))
        .work(new Conversation(model, task));
  }
}
