package dev.trafficcontrol.app;

import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.command.CommandLineProgram;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The entry of the program.
public final class Main {

  private Main() {}

  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Map<String, String> environment = System.getenv();
    Terminal terminal = new Terminal(in, out, err, TerminalTraits.of(environment));
    int status = run(terminal, environment, new SteadyClock(), arguments);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /// One command, from its arguments to its exit status.
  static int run(
      Terminal terminal,
      Map<String, String> environment,
      InstantSource clock,
      String... arguments) {
    FrontDoor door = new FrontDoor(environment, clock, UnaryOperator.identity());
    return new CommandLineProgram(terminal, door, version()).run(arguments);
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
