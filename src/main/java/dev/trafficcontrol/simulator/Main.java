package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The simulated provider as a program: listens until it is ended by a signal.
public final class Main {
  private static final int USAGE_ERROR = 2;
  private static final int FAILED = 1;

  /// Held, because the logging framework forgets levels of loggers nobody holds.
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private Main() {}

  /// Prints `listening on URL` once it is ready.
  public static void main(String[] args) {
    if (List.of(args).contains("--help")) {
      System.out.print(CommandLine.USAGE);
      return;
    }
    // That it can't listen is told below, without its stack trace.
    SERVER_LOG.setLevel(Level.OFF);
    try {
      run(CommandLine.parse(args));
      SERVER_LOG.setLevel(Level.WARNING);
    } catch (CommandLine.BadArgument e) {
      System.err.println("provider simulate: " + e.getMessage());
      System.err.print(CommandLine.USAGE);
      System.exit(USAGE_ERROR);
    } catch (RuntimeException e) {
      System.err.println("provider simulate: can't start: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void run(SimulatorOptions options) {
    SimulatedProvider provider = SimulatedProvider.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close, "simulator-stop"));
    if (options.bill() == null) {
      System.err.println("provider simulate: no --bill given, the bill is kept in memory only");
    }
    System.out.println("listening on " + provider.uri());
    System.out.flush();
  }
}
