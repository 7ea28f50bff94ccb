package dev.trafficcontrol.app;

import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.Sender;
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
      return withLog(joining(running.get(), request, live), "joined");
    }
    return background
        ? withLog(inBackground(home).ask(request, live), "begun")
        : here(configuration, request, live);
  }

  /// Whoever returns to the prompt is told where to look.
  private Reply withLog(Reply reply, String daemon) {
    return switch (reply) {
      case Reply.Done(Facts facts) ->
          Reply.done(
              facts
                  .with("daemon", daemon)
                  .with("log", surroundings.home().logs().resolve("daemon.log").toString()));
      case Reply.Refused refused -> refused;
    };
  }

  /// A daemon has one scheduler, which can be started from anywhere, and one gateway, which runs.
  private Reply joining(SocketControl running, Request request, Consumer<Facts> live) {
    if (request.verb().equals("gateway") && !request.arguments().truth("background")) {
      throw new CommandFailed(
          Fault.failed(
              "The gateway was not started",
              "A daemon works in " + surroundings.home() + " already, and its gateway with it.",
              "trafficctl status, or trafficctl stop to end it"));
    }
    return running.ask(request, live);
  }

  private SocketControl inBackground(Home home) {
    Process daemon = BackgroundProcess.start(home, surroundings.environment());
    long deadline = System.nanoTime() + BOOT.toNanos();
    while (System.nanoTime() < deadline && daemon.isAlive()) {
      Optional<SocketControl> connected = SocketControl.connect(home);
      if (connected.isPresent()) {
        return connected.get();
      }
      rest();
    }
    throw new CommandFailed(
        daemon.isAlive()
            ? Fault.failed(
                "The daemon did not answer within " + BOOT.toSeconds() + " s",
                "It may have much to read; it goes on.",
                "trafficctl status, and look into " + BackgroundProcess.output(home))
            : Fault.failed(
                "No daemon was started",
                BackgroundProcess.lastWords(home),
                "Mend that and start it again."));
  }

  private Reply here(Configuration configuration, Request request, Consumer<Facts> live) {
    Home home = surroundings.home();
    Optional<HomeLock> free = lock(home);
    if (free.isEmpty()) {
      return joining(SocketControl.connect(home).orElseThrow(() -> isHeld(home)), request, live);
    }
    try (HomeLock _ = free.get()) {
      DaemonLog.start(home);
      Daemon daemon = Daemon.open(surroundings, configuration, around);
      Thread onSignal = new Thread(daemon::endOnSignal, "on-signal");
      Runtime.getRuntime().addShutdownHook(onSignal);
      try (daemon) {
        return daemon.ask(request, Sender.here(home), live);
      }
    }
  }

  /// Empty where another daemon was quicker. A command that only looks holds the lock for a moment.
  private static Optional<HomeLock> lock(Home home) {
    long deadline = System.nanoTime() + HomeControl.PATIENCE.toNanos();
    while (System.nanoTime() < deadline && SocketControl.connect(home).isEmpty()) {
      Optional<HomeLock> lock = HomeLock.tryTake(home);
      if (lock.isPresent()) {
        return lock;
      }
      rest();
    }
    return Optional.empty();
  }

  private static CommandFailed isHeld(Home home) {
    return new CommandFailed(
        Fault.failed(
            "Nothing was started",
            "Another process holds " + home.lock() + " and does not answer.",
            "Wait for it to end, or end it: fuser " + home.lock()));
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
