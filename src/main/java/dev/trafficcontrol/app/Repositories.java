package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.ProjectOperations;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.run.Workplaces;
import java.util.Optional;

/// What the places of runs say of the owners' repositories.
record Repositories(Workplaces places) implements ProjectOperations.Repositories {

  @Override
  public Optional<String> problem(Workspace workspace) {
    return places.problem(workspace);
  }

  @Override
  public Optional<String> currentBranch(Workspace workspace) {
    return places.currentBranch(workspace);
  }
}
