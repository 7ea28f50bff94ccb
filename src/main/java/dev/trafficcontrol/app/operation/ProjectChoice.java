package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import java.util.List;
import java.util.Optional;

/// Which project a request is about.
record ProjectChoice(Projects projects) {

  /// The one it names, or else the only one there is.
  ProjectName sure(Arguments arguments) {
    return given(arguments).orElseGet(() -> only(arguments));
  }

  Optional<ProjectName> given(Arguments arguments) {
    Optional<ProjectName> project = arguments.maybe("project", ProjectName::new);
    if (project.isPresent() && projects.find(project.get()).isEmpty()) {
      throw arguments.failed(
          "There is no project '" + project.get() + "'.",
          "trafficctl project add " + project.get() + " --repo PATH");
    }
    return project;
  }

  /// The project of whoever has only one.
  Optional<ProjectName> lonely() {
    List<Project> all = projects.list();
    return all.size() == 1 ? Optional.of(all.getFirst().name()) : Optional.empty();
  }

  private ProjectName only(Arguments arguments) {
    return lonely()
        .orElseThrow(() ->
            projects.list().isEmpty()
                ? arguments.failed(
                    "There is no project yet.", "trafficctl project add NAME --repo PATH")
                : arguments.bad("There are several projects; say which: --project NAME"));
  }
}
