package dev.trafficcontrol.agent.tool;

import java.util.List;

/// What the model is told of a tool: its name, what it does, what it takes.
public record ToolSchema(String name, String description, List<Parameter> parameters) {

  /// A JSON type, by its name in JSON schema.
  public enum Type {
    STRING("string"),
    INTEGER("integer");

    private final String inJson;

    Type(String inJson) {
      this.inJson = inJson;
    }

    public String inJson() {
      return inJson;
    }
  }

  /// Whether the model has to give it.
  public enum Need {
    REQUIRED,
    OPTIONAL
  }

  /// One argument.
  public record Parameter(String name, Type type, Need need, String description) {

    static Parameter text(String name, String description) {
      return new Parameter(name, Type.STRING, Need.REQUIRED, description);
    }

    static Parameter optionalText(String name, String description) {
      return new Parameter(name, Type.STRING, Need.OPTIONAL, description);
    }

    static Parameter optionalNumber(String name, String description) {
      return new Parameter(name, Type.INTEGER, Need.OPTIONAL, description);
    }
  }

  public ToolSchema {
    parameters = List.copyOf(parameters);
  }
}
