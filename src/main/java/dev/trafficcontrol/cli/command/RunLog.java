package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The end of a run's output, or all of it as it comes.
@Command(
    name = "log",
    description = "Prints what a run's agent and its verification wrote.",
    footer = "With --follow it prints from the beginning, and ends when the run does.")
final class RunLog extends Asking {

  @Parameters(paramLabel = "ID", description = "The run.")
  @Nullable String id;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "At most so many bytes from the end. Default: 65536")
  @Nullable Integer bytes;

  @Option(
      names = {"-f", "--follow"},
      description = "Print on until the run ends.")
  boolean follow;

  RunLog(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("run log").with("id", id).with("bytes", bytes);
  }

  @Override
  public Integer call() {
    return follow ? new FollowedRun(this, String.valueOf(id)).print() : super.call();
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(facts.text("log"));
  }
}
