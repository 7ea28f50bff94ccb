package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A virtual key.
@Command(name = "create", description = "Makes a key for your own agents, with a budget.")
final class KeyCreate extends Asking {

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "What you call it.")
  @Nullable String name;

  @Option(
      names = "--limit",
      paramLabel = "USD",
      required = true,
      description = "What it may spend, or unlimited.")
  @Nullable String limit;

  @Option(
      names = "--window",
      paramLabel = "WINDOW",
      description = Windows.DESCRIPTION + " Default: total")
  @Nullable String window;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "A model that it may use; may be given again for more. Default: any")
  List<String> models = new ArrayList<>();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "The most tokens that a call may ask for in an answer. Default: any number")
  @Nullable String maxTokens;

  @Option(
      names = "--calls-per-minute",
      paramLabel = "N",
      description = "How many calls it may make within a minute. Default: any number")
  @Nullable String callsPerMinute;

  @Option(
      names = "--lower-max-tokens",
      description =
          "Lower a call's max_tokens to what the budgets afford, instead of refusing the call.")
  boolean lowerMaxTokens;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      description = "How long it lives, such as 12h or 30d. Default: for good")
  @Nullable String expiresIn;

  @Option(
      names = {"--expires-at", "--expires"},
      paramLabel = "TIME",
      description = "When it dies, such as 2026-12-01T00:00:00Z. Default: never")
  @Nullable String expires;

  KeyCreate(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("key create")
        .with("name", name)
        .with("limit", limit)
        .with("window", window)
        .with("model", models)
        .with("max-tokens", maxTokens)
        .with("calls-per-minute", callsPerMinute)
        .with("lower-max-tokens", lowerMaxTokens)
        .with("expires-in", expiresIn)
        .with("expires", expires);
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    terminal.line("Key      " + facts.text("id") + "  " + facts.text("name"));
    terminal.line("Secret   " + terminal.ink(Ink.STRONG, facts.text("key")));
    terminal.line("Budget   " + Usd.within(facts.text("limit"), facts.text("window")));
    KeyLimits.of(facts).lines().forEach(terminal::line);
    terminal.line(
        "The secret is shown this once. Give it to your agent as its API key, and as base URL");
    terminal.line("the gateway: http://" + facts.text("gateway"));
  }
}
