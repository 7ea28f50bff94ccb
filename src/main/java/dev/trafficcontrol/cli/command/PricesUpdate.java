package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows, asks, writes. The yes is for what was shown: where that has changed meanwhile, nothing is
/// written.
@Command(
    name = "update",
    description = {
      "Takes prices from a list into the home's own price book, or goes back to the shipped one.",
      "Models of the list replace those of the same name; all others stay."
    })
final class PricesUpdate extends Asking {

  private static final String FAILED = "No price was taken from";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "A price book, or a list as genai-prices, LiteLLM or models.dev have it: docs/PRICES.md.")
  @Nullable String file;

  @Option(names = "--shipped", description = "Go back to the price book that is shipped.")
  boolean shipped;

  @Option(
      names = "--accept",
      paramLabel = "MODEL",
      description = "Believe this model's prices although they can hardly be true; repeatable.")
  List<String> accept = List.of();

  @Option(names = "--yes", description = "Write without asking.")
  boolean yes;

  PricesUpdate(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return shipped
        ? Request.to("prices look").with("shipped", true)
        : Request.to("prices look")
            .with("file", file)
            .with("text", PriceListFile.read(String.valueOf(file), FAILED))
            .with("accept", accept);
  }

  @Override
  public Integer call() {
    if (shipped == (file != null)) {
      throw new CommandFailed(
          Fault.usage(
              "'prices update' was not done",
              "It needs a FILE, or --shipped.",
              "trafficctl prices update --help"));
    }
    Request look = request();
    Facts plan = ask(look);
    if (!isJson() && !shipped) {
      PriceUpdateReport.print(plan, terminal());
    }
    if (!plan.truth("changed")) {
      print(plan);
      return verdict(plan).status();
    }
    if (!yes && !terminal().hasPerson()) {
      if (isJson()) {
        print(plan);
      }
      throw refused(
          "It needs a yes, and nobody is here to give it.",
          "trafficctl prices update %s --yes".formatted(shipped ? "--shipped" : file));
    }
    if (!yes && !terminal().confirms("Go by price book " + plan.text("version") + "?")) {
      throw refused("You did not confirm.", "trafficctl prices list");
    }
    print(ask(write(look).with("mark", plan.text("mark"))));
    return verdict(plan).status();
  }

  private Request write(Request look) {
    return shipped ? Request.to("prices shipped") : new Request("prices update", look.arguments());
  }

  /// What could hardly be true was left out: whoever asked for it is to look.
  @Override
  ExitCode verdict(Facts plan) {
    return plan.objects("implausible").isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static CommandFailed refused(String why, String fix) {
    return new CommandFailed(Fault.refused("The price book was left as it is", why, fix));
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    if (facts.values().containsKey("changed")) {
      terminal.line("Nothing changes: price book " + facts.text("version") + " stays.");
      return;
    }
    terminal.line("Price book " + facts.text("version") + " is what the next start goes by.");
    if (facts.truth("restart")) {
      terminal.line(
          terminal.ink(
              Terminal.Ink.WARN,
              "The daemon goes on with the one it has: trafficctl stop, then start it again."));
    }
  }
}
