package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What the queue may cost, with chances.
@Command(
    name = "forecast",
    description =
        "Says what the queue may cost and which budgets that crosses, or how good that was.")
final class Forecast extends Asking {

  @Option(names = "--project", paramLabel = "NAME", description = "Only the tasks of this project.")
  @Nullable String project;

  @Option(
      names = "--max-agents",
      paramLabel = "N",
      description = "As if so many agents worked at once. Default: as configured")
  @Nullable String maxAgents;

  @Option(
      names = "--calibration",
      description =
          "How often forecasts held: of tasks that are over, what was said and what they cost.")
  boolean calibration;

  Forecast(Root root) {
    super(root);
  }

  @Override
  Request request() {
    if (calibration && maxAgents != null) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was forecast",
              "--max-agents says nothing about tasks that are over, and --calibration is about those.",
              "leave one of the two out"));
    }
    return calibration
        ? Request.to("forecast calibration").with("project", project)
        : Request.to("forecast").with("project", project).with("max-agents", maxAgents);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    if (calibration) {
      ForecastReport.calibration(facts, terminal);
    } else {
      ForecastReport.queue(facts, terminal);
    }
  }
}
