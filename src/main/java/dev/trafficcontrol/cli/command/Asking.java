package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.concurrent.Callable;

/// A command that asks one thing and shows the answer.
abstract class Asking implements Callable<Integer> {

  private final Root root;

  Asking(Root root) {
    this.root = root;
  }

  abstract Request request();

  /// Shows the answer to a person.
  abstract void show(Facts facts, Terminal terminal);

  /// What the answer means for whoever called; done, unless the facts say otherwise.
  ExitCode verdict(Facts facts) {
    return ExitCode.DONE;
  }

  /// What happens while the command works; shown to people only.
  void showLive(Facts facts, Terminal terminal) {
    facts.maybe("line").ifPresent(terminal::line);
  }

  @Override
  public Integer call() {
    Facts facts = ask(request());
    print(facts);
    return verdict(facts).status();
  }

  final Facts ask(Request request) {
    return root.control().ask(request, this::live).orFail();
  }

  final void print(Facts facts) {
    if (root.json) {
      terminal().line(Json.pretty(facts));
    } else {
      show(facts, terminal());
    }
  }

  private void live(Facts facts) {
    if (root.json) {
      terminal().err().println(Json.line(facts));
    } else {
      showLive(facts, terminal());
    }
  }

  final boolean isJson() {
    return root.json;
  }

  final Terminal terminal() {
    return root.terminal();
  }
}
