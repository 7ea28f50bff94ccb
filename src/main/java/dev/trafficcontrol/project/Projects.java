package dev.trafficcontrol.project;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where projects are kept.
public interface Projects {

  /// False where there is one of that name already; it is left as it is.
  boolean add(Project project, Instant now);

  Optional<Project> find(ProjectName name);

  /// All of them, by name.
  List<Project> list();

  /// False where there is no such project. The next claim sees it, whatever was decided before.
  boolean set(ProjectName name, Project.Standing standing);
}
