package dev.trafficcontrol.project;

/// What tasks are grouped by.
///
/// @param weight its share of admissions, from 1 to [#HEAVIEST], beside other projects that have
///   work
public record Project(
    ProjectName name, Workspace workspace, AgentChoice agent, int weight, Standing standing) {

  public static final int HEAVIEST = 100;

  public Project {
    if (weight < 1 || weight > HEAVIEST) {
      throw new IllegalArgumentException(
          "a project's weight is from 1 to " + HEAVIEST + ", not " + weight);
    }
  }

  /// A project as it begins: active, with an equal share.
  public static Project of(ProjectName name, Workspace workspace, AgentChoice agent) {
    return new Project(name, workspace, agent, 1, Standing.ACTIVE);
  }

  /// The name's text: what budgets, branches and tables call it.
  public String id() {
    return name.text();
  }

  public boolean isPaused() {
    return standing == Standing.PAUSED;
  }

  /// Whether its tasks may start.
  public enum Standing {
    ACTIVE,
    /// No run starts; what runs goes on.
    PAUSED
  }
}
