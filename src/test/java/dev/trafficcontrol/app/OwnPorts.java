package dev.trafficcontrol.app;

import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.command.CommandLineProgram;
import java.io.BufferedReader;
import java.io.Reader;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The whole program with a test's own around a daemon's ports.
public final class OwnPorts {

  private OwnPorts() {}

  /// One command, from its words to its exit status.
  public static int run(
      UnaryOperator<Ports> around, Map<String, String> environment, String... words) {
    Terminal terminal =
        new Terminal(
            new BufferedReader(Reader.nullReader()),
            System.out,
            System.err,
            Terminal.Traits.SCRIPT);
    FrontDoor door = new FrontDoor(environment, new SteadyClock(), around);
    return new CommandLineProgram(terminal, door, "(test)").run(words);
  }
}
