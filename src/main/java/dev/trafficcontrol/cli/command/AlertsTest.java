package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Whether alerts reach people.
@Command(
    name = "test",
    description = {
      "Sends a test alert to each target, or to one, and says how it went.",
      "Exit code 1 where it did not reach all of them."
    })
final class AlertsTest extends Asking {

  @Parameters(paramLabel = "TARGET", arity = "0..1", description = "This one alone.")
  @Nullable String target;

  AlertsTest(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("alerts test").with("target", target);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    List<Facts> lines =
        facts.objects("results").stream()
            .map(result ->
                Facts.of(
                    "name",
                    result.text("target") + " (" + result.text("kind") + ")",
                    "message",
                    shown(result),
                    "severity",
                    severity(result.text("state")),
                    "fix",
                    result.text("fix")))
            .toList();
    CheckLines.print(lines, terminal);
  }

  private static String shown(Facts result) {
    String state = result.text("state");
    return state + (state.equals("delivered") ? " " : ": ") + result.text("message");
  }

  private static String severity(String state) {
    return switch (state) {
      case "delivered" -> "info";
      case "off" -> "warning";
      default -> "error";
    };
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("all_delivered") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
