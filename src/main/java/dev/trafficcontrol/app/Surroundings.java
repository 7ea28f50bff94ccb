package dev.trafficcontrol.app;

import dev.trafficcontrol.app.config.BadConfiguration;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.ConfigurationReader;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.BookClock;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.ClockReading;
import dev.trafficcontrol.ledger.ClockVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/// What one process was started in: its home, its variables, the clock.
///
/// @param wall the machine's clock, steady since the process began, or that of a shared database
/// @param reader what `wall` is read with, to tell whether it is right
/// @param clock what everything but that question goes by
record Surroundings(
    Home home,
    Map<String, String> environment,
    InstantSource wall,
    Function<InstantSource, ClockReading> reader,
    InstantSource clock) {

  Surroundings(Home home, Map<String, String> environment, InstantSource wall) {
    this(home, environment, wall, MachineClock::read, wall);
  }

  /// Whether the clock can be believed, by what a book says of time.
  ClockVerdict judge(BookTime book) {
    return ClockVerdict.of(reading(), book);
  }

  ClockReading reading() {
    return reader.apply(wall);
  }

  /// The same, by the clock that the nodes of a database go by, if it is shared.
  Surroundings by(Sharing sharing) {
    return switch (sharing) {
      case Sharing.Alone _ -> this;
      case Sharing.WithNodes(String _, InstantSource shared) ->
          new Surroundings(home, environment, shared, Surroundings::ofNoMachine, shared);
    };
  }

  /// The same, with a clock that never goes before that time, nor steps without a confirmation.
  Surroundings inTimeOf(BookTime book, ClockVerdict verdict) {
    return new Surroundings(home, environment, wall, reader, BookClock.of(wall, book, verdict));
  }

  private static ClockReading ofNoMachine(InstantSource wall) {
    return new ClockReading(null, 0, wall.instant());
  }

  /// Ends the command where there is no home.
  void requireHome() {
    if (!home.isThere()) {
      throw new CommandFailed(
          Fault.failed(
              "There is no TrafficControl in " + home,
              "It has no " + home.configuration().getFileName() + ".",
              "trafficctl init" + (home.isUsual(environment) ? "" : " --home " + home)));
    }
  }

  private String overlay(String name) {
    Path file = home.configuration().resolveSibling(name);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /// Reads the home's configuration, or ends the command with everything that is wrong with it.
  Configuration configuration() {
    requireHome();
    try {
      return ConfigurationReader.read(
          Files.readString(home.configuration()), this::overlay, environment);
    } catch (BadConfiguration bad) {
      throw new CommandFailed(
          Fault.failed(
              home.configuration() + " can't be used",
              String.valueOf(bad.getMessage()),
              "Mend these; nothing was started or changed."),
          bad);
    } catch (IOException | UncheckedIOException unreadable) {
      throw new CommandFailed(
          Fault.failed(
              home.configuration() + " can't be read",
              String.valueOf(unreadable.getMessage()),
              "Make it a text file in UTF-8 that you can read."),
          unreadable);
    }
  }
}
