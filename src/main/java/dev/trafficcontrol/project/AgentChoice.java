package dev.trafficcontrol.project;

import java.util.regex.Pattern;

/// Which program does the work, and with which model.
///
/// @param agent a configured agent, such as `claude-code`
/// @param model a model's full name, such as `claude-sonnet-5-5`
public record AgentChoice(String agent, String model) {

  private static final Pattern AGENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

  /// Never begins with a dash: it becomes an argument of agents.
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,99}");

  public AgentChoice {
    checkAgent(agent);
    checkModel(model);
  }

  /// Throws [IllegalArgumentException] where `agent` can't be an agent's name.
  public static void checkAgent(String agent) {
    if (!AGENT.matcher(agent).matches()) {
      throw new IllegalArgumentException(
          "'" + agent + "' can't be an agent's name: use lower-case letters, digits, - _ or .");
    }
  }

  /// Throws [IllegalArgumentException] where `model` can't be a model's name.
  public static void checkModel(String model) {
    if (!MODEL.matcher(model).matches()) {
      throw new IllegalArgumentException("'" + model + "' can't be a model's name");
    }
  }
}
