package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A task in a person's words.
@Command(name = "add", description = "Queues a task.")
final class TaskAdd extends Asking {

  @Parameters(paramLabel = "TITLE", description = "What is wanted, in one line.")
  @Nullable String title;

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "Its project. May be left out where there is only one.")
  @Nullable String project;

  @Option(names = "--description", paramLabel = "TEXT", description = "More about it.")
  @Nullable String description;

  @Option(names = "--agent", paramLabel = "NAME", description = "Another agent than the project's.")
  @Nullable String agent;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Another model than the project's.")
  @Nullable String model;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "0 to 9, the highest first. Default: 5")
  @Nullable Integer priority;

  @Option(
      names = "--after",
      paramLabel = "ID",
      description = "Waits until this task is complete. May be given again.")
  @Nullable List<String> after;

  @Option(
      names = "--not-before",
      paramLabel = "TIME",
      description = "Earliest start, such as 2026-12-01T22:00:00Z.")
  @Nullable String notBefore;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Failed attempts after which it is failed. Default: 2")
  @Nullable Integer attempts;

  @Option(names = "--estimate", paramLabel = "USD", description = "What you expect it to cost.")
  @Nullable String estimate;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "test or demo: marks what must never run unapproved, and what clean removes.")
  @Nullable String origin;

  TaskAdd(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("task add")
        .with("title", title)
        .with("project", project)
        .with("description", description)
        .with("agent", agent)
        .with("model", model)
        .with("priority", priority)
        .with("after", after)
        .with("not-before", notBefore)
        .with("attempts", attempts)
        .with("estimate", estimate)
        .with("origin", origin);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Task " + facts.text("id") + " is " + facts.text("state") + ": " + facts.text("title"));
    // Whatever runs already was confirmed without it.
    if (facts.text("state").equals("queued")) {
      terminal.line("It waits for the next start: trafficctl start");
    }
  }
}
