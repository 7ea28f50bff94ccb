package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.time.Duration;
import java.util.List;

/// Prints what a run writes, until it ends: by looking again and again, so that a daemon that ends
/// meanwhile, or this command, leaves nobody waiting.
final class FollowedRun {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  private final Asking command;
  private final Terminal terminal;
  private final String run;
  private String shown = "";

  FollowedRun(Asking command, String run) {
    this.command = command;
    this.terminal = command.terminal();
    this.run = run;
  }

  int print() {
    List<String> from = List.of();
    while (true) {
      Facts look = command.ask(Request.to("run follow").with("id", run).with("from", from));
      List<Facts> pieces = look.objects("pieces");
      pieces.forEach(this::show);
      from = look.texts("next");
      boolean isOver = look.truth("ended") || !look.truth("worked");
      if (pieces.isEmpty() && isOver) {
        end(look);
        return ExitCode.DONE.status();
      }
      if (pieces.isEmpty()) {
        rest();
      }
    }
  }

  private void show(Facts piece) {
    if (command.isJson()) {
      terminal.line(Json.line(piece));
      return;
    }
    if (!shown.equals(piece.text("log"))) {
      shown = piece.text("log");
      terminal.line("== " + shown);
    }
    terminal.line(piece.text("text").stripTrailing());
  }

  private void end(Facts look) {
    if (command.isJson()) {
      return;
    }
    terminal.line(
        look.truth("ended")
            ? "Run %s has ended: %s. %s"
                .formatted(run, look.text("outcome"), Usd.text(look.text("cost")))
            : "Run %s is %s, and no daemon works it now.".formatted(run, look.text("state")));
  }

  private void rest() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(
          Fault.failed(
              "Run " + run + " is not followed any more",
              "Somebody ended the command.",
              "Give it again."),
          ended);
    }
  }
}
