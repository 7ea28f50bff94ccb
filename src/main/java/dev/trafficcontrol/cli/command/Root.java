package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Control;
import dev.trafficcontrol.cli.ControlFinder;
import dev.trafficcontrol.cli.Terminal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `trafficctl` itself: what every command takes.
@Command(
    name = "trafficctl",
    description = "Runs fleets of AI agents that can't spend more than you said.",
    synopsisHeading = "Usage: ",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage",
      "3:refused by pre-flight or confirmation",
      "4:stopped by a budget",
      "5:stopped by the breaker"
    })
final class Root {

  private final Terminal terminal;
  private final ControlFinder finder;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where its files are. Default: $TRAFFICCONTROL_HOME, else ~/.trafficcontrol")
  @Nullable String home;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print facts as JSON: amounts as decimal texts in USD, times in UTC.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  Root(Terminal terminal, ControlFinder finder) {
    this.terminal = terminal;
    this.finder = finder;
  }

  Terminal terminal() {
    return terminal;
  }

  Control control() {
    return finder.find(Optional.ofNullable(home));
  }
}
