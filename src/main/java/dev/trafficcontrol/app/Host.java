package dev.trafficcontrol.app;

import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.SocketControl;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Control;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Carries out the requests that need a daemon (`start`, `gateway`): by the one that runs, by a new
/// one in the background, or by being it.
final class Host implements Control {

  private static final Duration BOOT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Surroundings surroundings;
  private final UnaryOperator<Ports> around;

  Host(Surroundings surroundings, UnaryOperator<Ports> around) {
    this.surroundings = surroundings;
    this.around = around;
  }

  @Override
  public Reply ask(Request request, Consumer<Facts> live) {
    Home home = surroundings.home();
    Configuration configuration = surroundings.configuration();
    boolean background = request.arguments().truth("background");
    Optional<SocketControl> running = SocketControl.connect(home);
    if (running.isPresent()) {
      if (request.verb().equals("gateway") && !background) {
        throw new CommandFailed(
            Fault.failed(
                "The gateway was not started",
                "A daemon works in " + home + " already, and its gateway with it.",
                "trafficctl status"));
      }
      return running.get().ask(request, live);
    }
    return background ? inBackground(home).ask(request, live) : here(configuration, request, live);
  }

  private SocketControl inBackground(Home home) {
    Process daemon = BackgroundProcess.start(home);
    long deadline = System.nanoTime() + BOOT.toNanos();
    while (System.nanoTime() < deadline && daemon.isAlive()) {
      Optional<SocketControl> connected = SocketControl.connect(home);
      if (connected.isPresent()) {
        return connected.get();
      }
      rest();
    }
    throw new CommandFailed(
        Fault.failed(
            "No daemon was started",
            "It ended, or did not answer within " + BOOT.toSeconds() + " s.",
            "Look into " + BackgroundProcess.output(home)));
  }

  private Reply here(Configuration configuration, Request request, Consumer<Facts> live) {
    Home home = surroundings.home();
    try (HomeLock _ = lock(home)) {
      DaemonLog.start(home);
      Daemon daemon = Daemon.open(surroundings, configuration, around);
      Thread onSignal = new Thread(daemon::close, "on-signal");
      Runtime.getRuntime().addShutdownHook(onSignal);
      try (daemon) {
        return daemon.ask(request, OwnerToken.read(home).map(OwnerToken::reveal), live);
      }
    }
  }

  /// A command that only looks holds the lock for a moment.
  private static HomeLock lock(Home home) {
    long deadline = System.nanoTime() + HomeControl.PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<HomeLock> lock = HomeLock.tryTake(home);
      if (lock.isPresent()) {
        return lock.get();
      }
      rest();
    }
    throw new CommandFailed(
        Fault.failed(
            "Nothing was started",
            "Another process holds " + home.lock() + ".",
            "trafficctl status"));
  }

  private static void rest() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(
          Fault.failed("Nothing was started", "Somebody ended the command.", "Give it again."),
          ended);
    }
  }
}
