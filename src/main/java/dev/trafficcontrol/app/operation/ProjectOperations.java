package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.project.Workspace;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `project …`
public final class ProjectOperations {

  private static final String DEFAULT_AGENT = "claude-code";
  private static final String DEFAULT_MODEL = "claude-sonnet-5-5";

  private final Projects projects;
  private final KnownAgents agents;
  private final Repositories repositories;
  private final InstantSource clock;

  /// The owners' repositories.
  public interface Repositories {

    /// What stands in the way of working there; empty where nothing does.
    Optional<String> problem(Workspace workspace);

    /// The branch that is checked out there now; empty where none is.
    Optional<String> currentBranch(Workspace workspace);
  }

  public ProjectOperations(
      Projects projects, KnownAgents agents, Repositories repositories, InstantSource clock) {
    this.projects = projects;
    this.agents = agents;
    this.repositories = repositories;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.owned(
            "project add", this::add, "name", "repo", "base", "verify", "agent", "model", "weight"),
        Verb.open("project list", this::list),
        Verb.open("project pause", arguments -> set(arguments, Project.Standing.PAUSED), "name"),
        Verb.owned("project resume", arguments -> set(arguments, Project.Standing.ACTIVE), "name"));
  }

  private Facts add(Arguments arguments) {
    ProjectName name = arguments.read("name", ProjectName::new);
    Workspace workspace =
        arguments.checked(() ->
            new Workspace(
                arguments.maybe("repo").orElse(null),
                arguments.maybe("base").orElse(null),
                arguments.maybe("verify").orElse(null)));
    AgentChoice agent =
        arguments.checked(() ->
            new AgentChoice(
                arguments.maybe("agent").orElse(DEFAULT_AGENT),
                arguments.maybe("model").orElse(DEFAULT_MODEL)));
    agents.check(arguments, Optional.of(agent.agent()), Optional.of(agent.model()));
    repositories
        .problem(workspace)
        .ifPresent(why -> {
          throw arguments.failed(why, "Name a git repository: --repo PATH");
        });
    int weight = arguments.number("weight", 1, 1, Project.HEAVIEST);
    Project project =
        new Project(name, withBase(arguments, workspace), agent, weight, Project.Standing.ACTIVE);
    if (!projects.add(project, clock.instant())) {
      throw arguments.failed(
          "There is a project '" + name + "' already.", "trafficctl project list");
    }
    return facts(project);
  }

  /// Settled once: accepted work must not go to whatever branch happens to be checked out by then.
  private Workspace withBase(Arguments arguments, Workspace workspace) {
    if (workspace.repository() == null || workspace.baseBranch() != null) {
      return workspace;
    }
    String branch =
        repositories
            .currentBranch(workspace)
            .orElseThrow(() ->
                arguments.failed(
                    workspace.repository() + " is on no branch.",
                    "Name the branch that accepted work goes to: --base BRANCH"));
    return arguments.checked(
        () -> new Workspace(workspace.repository(), branch, workspace.verify()));
  }

  private Facts list(Arguments arguments) {
    return Facts.list("projects", projects.list().stream().map(ProjectOperations::facts).toList());
  }

  private Facts set(Arguments arguments, Project.Standing standing) {
    ProjectName name = arguments.read("name", ProjectName::new);
    if (!projects.set(name, standing)) {
      throw arguments.failed("There is no project '" + name + "'.", "trafficctl project list");
    }
    return facts(projects.find(name).orElseThrow());
  }

  private static Facts facts(Project project) {
    return Facts.of(
        "name", project.id(),
        "paused", project.isPaused(),
        "repository", project.workspace().repository(),
        "base_branch", project.workspace().baseBranch(),
        "verify", project.workspace().verify(),
        "agent", project.agent().agent(),
        "model", project.agent().model(),
        "weight", project.weight());
  }
}
