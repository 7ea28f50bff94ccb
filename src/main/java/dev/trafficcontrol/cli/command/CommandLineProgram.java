package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.ControlFinder;
import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The front door: arguments in, exit status out. Whatever goes wrong is told in three parts, never
/// as a stack trace.
public final class CommandLineProgram {

  private static final int WIDTH = 100;

  private final Terminal terminal;
  private final ControlFinder finder;
  private final String version;

  public CommandLineProgram(Terminal terminal, ControlFinder finder, String version) {
    this.terminal = terminal;
    this.finder = finder;
    this.version = version;
  }

  public int run(String... given) {
    String[] arguments = helpLast(given);
    CommandLine line = CommandTree.build(new Root(terminal, finder), arguments);
    line.getCommandSpec().version("trafficctl " + version);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(WIDTH);
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setParameterExceptionHandler((wrong, _) -> fault(usage(wrong)));
    line.setExecutionExceptionHandler((thrown, _, _) -> fault(explain(thrown)));
    if (arguments.length == 0) {
      line.usage(line.getOut());
      return ExitCode.USAGE.status();
    }
    return line.execute(arguments);
  }

  /// `help task add` means `task add --help`.
  private static String[] helpLast(String... given) {
    if (given.length == 0 || !given[0].equals("help")) {
      return given;
    }
    String[] words = Arrays.copyOfRange(given, 1, given.length + 1);
    words[given.length - 1] = "--help";
    return words;
  }

  private int fault(Fault fault) {
    terminal.fault(fault);
    return fault.exit().status();
  }

  private static Fault explain(Exception thrown) {
    return thrown instanceof CommandFailed failed
        ? failed.fault()
        : Fault.failed(
            "The command broke",
            thrown.getClass().getSimpleName() + ": " + thrown.getMessage(),
            "This is a fault in TrafficControl; please report it with the command you gave.");
  }

  private static Fault usage(ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    List<String> meant =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return Fault.usage(
        "The command line was not understood",
        String.valueOf(wrong.getMessage()).strip(),
        (meant.isEmpty() ? "" : "Did you mean: " + String.join(", ", meant) + "?\n")
            + command
            + " --help");
  }
}
