package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which one budget is named.
final class BudgetName {

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      description = "global, project:NAME, task:ID, run:ID, model:NAME or key:ID; * for each.")
  @Nullable String scope;

  @Option(
      names = "--window",
      paramLabel = "WINDOW",
      required = true,
      description = Windows.DESCRIPTION)
  @Nullable String window;

  /// The request about this budget.
  Request with(Request request) {
    return request.with("scope", scope).with("window", window);
  }
}
