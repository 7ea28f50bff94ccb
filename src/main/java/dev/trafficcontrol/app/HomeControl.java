package dev.trafficcontrol.app;

import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.OwnedControl;
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

/// Carries a request to the daemon of a home, or carries it out here where none runs: then this
/// process holds the home's lock meanwhile, so that there is never a second writer.
final class HomeControl implements Control {

  /// Another command, or a daemon that starts or ends, holds the lock for a moment only.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String STOP = "stop";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /// Opens what carries requests out in this process.
  interface Opener {
    Opened open();
  }

  /// What carries requests out, until it is closed.
  interface Opened extends OwnedControl, AutoCloseable {
    @Override
    void close();
  }

  private final Home home;
  private final Opener opener;

  HomeControl(Home home, Opener opener) {
    this.home = home;
    this.opener = opener;
  }

  @Override
  public Reply ask(Request request, Consumer<Facts> live) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<SocketControl> daemon = SocketControl.connect(home);
      if (daemon.isPresent()) {
        Reply reply = daemon.get().ask(request, live);
        if (request.verb().equals(STOP)) {
          awaitItsEnd();
        }
        return reply;
      }
      Optional<HomeLock> lock = HomeLock.tryTake(home);
      if (lock.isPresent()) {
        return here(request, live, lock.get());
      }
      pause();
    }
    throw new CommandFailed(
        Fault.failed(
            "'" + request.verb() + "' was not done",
            "Another process holds " + home.lock() + " and does not answer.",
            "Wait for it to end, or end it: fuser " + home.lock()));
  }

  /// A daemon answers before it closes what it is made of, and the home is free only after that.
  private void awaitItsEnd() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<HomeLock> free = HomeLock.tryTake(home);
      if (free.isPresent()) {
        free.get().close();
        return;
      }
      pause();
    }
    throw new CommandFailed(
        Fault.failed(
            "The daemon has not ended",
            "It stopped working, but still holds " + home.lock() + ".",
            "Look into its log, or end it: fuser " + home.lock()));
  }

  private Reply here(Request request, Consumer<Facts> live, HomeLock lock) {
    try (lock;
        Opened opened = opener.open()) {
      return opened.ask(request, Sender.here(home), live);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(
          Fault.failed("The command was interrupted", "Somebody ended it.", "Give it again."),
          ended);
    }
  }
}
