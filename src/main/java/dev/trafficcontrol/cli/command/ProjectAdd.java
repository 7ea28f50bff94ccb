package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A project to group tasks by.
@Command(name = "add", description = "Adds a project.")
final class ProjectAdd extends Asking {

  @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, - _ .")
  @Nullable String name;

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      description = "Its git repository. Without one, each run gets an empty directory.")
  @Nullable Path repo;

  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description =
          "What each run's branch starts from, and where accepted work goes. Default: the branch that is checked out now.")
  @Nullable String base;

  @Option(
      names = "--verify",
      paramLabel = "CMD",
      description = "Your command, run by sh -c in the run's worktree: its exit status decides.")
  @Nullable String verify;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Which agent works on it. Default: claude-code")
  @Nullable String agent;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Which model it uses. Default: claude-sonnet-5-5")
  @Nullable String model;

  @Option(
      names = "--weight",
      paramLabel = "N",
      description = "Its share beside other projects. Default: 1")
  @Nullable Integer weight;

  ProjectAdd(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("project add")
        .with("name", name)
        .with("repo", repo == null ? null : repo.toAbsolutePath().normalize().toString())
        .with("base", base)
        .with("verify", verify)
        .with("agent", agent)
        .with("model", model)
        .with("weight", weight);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Project " + facts.text("name") + " added.");
    facts
        .maybe("base_branch")
        .ifPresent(branch ->
            terminal.line("Runs start from " + branch + ", and what you accept goes there."));
  }
}
