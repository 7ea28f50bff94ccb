package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.task.Task;

/// A task that would start, with the project it belongs to.
public record WaitingWork(Task task, Project project) {

  public AgentChoice agent() {
    return task.wishes().agent().over(project.agent());
  }
}
