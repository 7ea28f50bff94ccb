package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Asks nothing it can know.
@Command(name = "init", description = "Makes a home: configuration, database, safe budgets.")
final class Init extends Asking {

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "development, production, … Stamped on the database. Default: development")
  @Nullable String environment;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "sqlite, a file in the home, or jdbc:postgresql://HOST/DATABASE, which homes may share."
              + " Default: sqlite")
  @Nullable String database;

  @Option(
      names = "--example",
      description = "Add a small repository, and sample tasks that wait for approval.")
  boolean example;

  Init(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("init")
        .with("environment", environment)
        .with("database", database)
        .with("example", example);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Made " + facts.text("home") + " for " + facts.text("environment") + ":");
    facts.texts("made").forEach(made -> terminal.line("  " + made));
    terminal.line("");
    terminal.line("Next:");
    facts.texts("next").forEach(next -> terminal.line("  " + next));
  }
}
