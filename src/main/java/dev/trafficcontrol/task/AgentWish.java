package dev.trafficcontrol.task;

import dev.trafficcontrol.project.AgentChoice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a task asks for beside its project's choice; null takes the project's.
public record AgentWish(@Nullable String agent, @Nullable String model) {

  public static final AgentWish NONE = new AgentWish(null, null);

  public AgentWish {
    if (agent != null) {
      AgentChoice.checkAgent(agent);
    }
    if (model != null) {
      AgentChoice.checkModel(model);
    }
  }

  public AgentChoice over(AgentChoice project) {
    return new AgentChoice(
        Objects.requireNonNullElse(agent, project.agent()),
        Objects.requireNonNullElse(model, project.model()));
  }
}
