package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// All about one run.
@Command(name = "show", description = "Shows one run.")
final class RunShow extends Asking {

  @Parameters(paramLabel = "ID", description = "The run.")
  @Nullable String id;

  RunShow(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("run show").with("id", id);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Details.print(facts, terminal);
  }
}
