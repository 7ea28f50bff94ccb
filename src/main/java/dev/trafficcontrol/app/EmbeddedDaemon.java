package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sqlite.NativeLibrary;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Control;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A new home with its daemon inside somebody else's process, such as a test's, until it is closed.
///
/// That process stays as it is: no signal is handled, no logging set up, no variable of it read.
/// The home is always of the environment `development`, and its database a file in it.
public final class EmbeddedDaemon implements Control, AutoCloseable {

  private static final String ENVIRONMENT = "development";

  private static final List<String> ELSEWHERE =
      List.of("TRAFFICCONTROL_DATABASE", "TRAFFICCONTROL_ENVIRONMENT");

  private final Home home;
  private final HomeLock lock;
  private final Daemon daemon;

  private EmbeddedDaemon(Home home, HomeLock lock, Daemon daemon) {
    this.home = home;
    this.lock = lock;
    this.daemon = daemon;
  }

  /// Makes the home and starts to work in it: all of it, or nothing stays open.
  ///
  /// @param directory the home's; there must be none in it yet
  /// @param environment all variables it goes by
  /// @throws CommandFailed where there is a home already, or a variable is wrong or names another
  ///   database or environment
  public static EmbeddedDaemon make(Path directory, Map<String, String> environment) {
    Home home = new Home(directory.toAbsolutePath().normalize());
    refuseWhatIsOthers(home, environment);
    Surroundings surroundings = new Surroundings(home, Map.copyOf(environment), new SteadyClock());
    NativeLibrary.loadFrom(home.unpacked());
    new Init(surroundings).make(ENVIRONMENT, Optional.empty(), Init.Content.NOTHING);
    HomeLock lock = HomeLock.tryTake(home).orElseThrow(() -> isHeld(home));
    boolean isOpen = false;
    try {
      Daemon daemon =
          Daemon.open(surroundings, surroundings.configuration(), UnaryOperator.identity());
      isOpen = true;
      return new EmbeddedDaemon(home, lock, daemon);
    } finally {
      if (!isOpen) {
        lock.close();
      }
    }
  }

  private static void refuseWhatIsOthers(Home home, Map<String, String> environment) {
    if (home.isThere()) {
      throw refusal("There is a home in " + home + " already.", "Give each a folder of its own.");
    }
    for (String elsewhere : ELSEWHERE) {
      if (environment.containsKey(elsewhere)) {
        throw refusal(
            "It has its own database, in " + ENVIRONMENT + ", and " + elsewhere + " names another.",
            "Leave that variable out.");
      }
    }
  }

  private static CommandFailed refusal(String why, String fix) {
    return new CommandFailed(Fault.usage("No daemon was started", why, fix));
  }

  private static CommandFailed isHeld(Home home) {
    return refusal(
        "Another process works in " + home + " already.", "Give each a folder of its own.");
  }

  /// Where the gateway listens.
  public URI gateway() {
    Request where = Request.to("gateway").with("background", true);
    return URI.create("http://" + ask(where, _ -> {}).orFail().text("gateway"));
  }

  @Override
  public Reply ask(Request request, Consumer<Facts> live) {
    return daemon.ask(request, Sender.here(home), live);
  }

  /// Cuts what is in flight, and closes every part. The home's folder is its maker's to remove.
  @Override
  public void close() {
    try (lock) {
      daemon.close();
    }
  }
}
