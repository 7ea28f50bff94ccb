package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.NoteSwitch;
import dev.trafficcontrol.ledger.Revive;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Admissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `gateway`, `pause`, `resume`, `stop` and `kill`
public final class DaemonOperations {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonOperations.class);
  private static final int USUAL_DRAIN_SECONDS = 60;
  private static final int LONGEST_DRAIN_SECONDS = 24 * 60 * 60;

  private final DaemonPower daemon;
  private final Admissions admissions;
  private final Ledger ledger;
  private final InstantSource clock;

  public DaemonOperations(
      DaemonPower daemon, Admissions admissions, Ledger ledger, InstantSource clock) {
    this.daemon = daemon;
    this.admissions = admissions;
    this.ledger = ledger;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        new Verb("gateway", Verb.Access.OWNER, Set.of("background"), this::gateway),
        Verb.open("pause", this::pause, "reason"),
        Verb.owned("resume", this::resume, "reason"),
        Verb.open("stop", this::stop, "within", "reason"),
        Verb.open("kill", this::kill, "reason"));
  }

  private Reply gateway(Arguments arguments, Consumer<Facts> live) {
    Facts where = Facts.of("gateway", daemon.gateway());
    if (!arguments.flag("background")) {
      live.accept(
          Facts.of(
              "line",
              "The gateway listens on http://%s%s until it is stopped."
                  .formatted(
                      daemon.gateway(),
                      daemon.tlsGateway().map(tls -> " and https://" + tls).orElse("")),
              "gateway",
              daemon.gateway()));
      daemon.awaitEnd();
    }
    return Reply.done(where);
  }

  private Facts pause(Arguments arguments) {
    String reason = arguments.maybe("reason").orElse("paused by hand");
    admissions.pause(new AdmissionStanding.Pause(arguments.by(), reason, clock.instant()));
    ledger.ask(new NoteSwitch("paused", arguments.by(), reason));
    return Facts.of("paused", true);
  }

  private Facts resume(Arguments arguments) {
    boolean wasPaused = admissions.resume();
    boolean wasKilled = ledger.ask(new Revive(arguments.by()));
    if (wasPaused || wasKilled) {
      String reason = arguments.maybe("reason").orElse("resumed by hand");
      ledger.ask(new NoteSwitch("resumed", arguments.by(), reason));
    }
    return Facts.of("was_paused", wasPaused, "was_killed", wasKilled);
  }

  private Facts stop(Arguments arguments) {
    int within = arguments.number("within", USUAL_DRAIN_SECONDS, 0, LONGEST_DRAIN_SECONDS);
    if (daemon.isRunning()) {
      note(
          new NoteSwitch(
              "stopped", arguments.by(), arguments.maybe("reason").orElse("stopped by hand")));
    }
    daemon.stop(Duration.ofSeconds(within));
    return Facts.of("was_running", daemon.isRunning());
  }

  /// A book that can't be written must not keep a daemon from ending.
  private void note(NoteSwitch stopped) {
    try {
      ledger.ask(stopped);
    } catch (LedgerUnavailable broken) {
      LOG.warn("Stopped by {}, which the book does not tell", stopped.by(), broken);
    }
  }

  private Facts kill(Arguments arguments) {
    DaemonPower.Killed killed =
        daemon.kill(arguments.maybe("reason").orElse("killed by hand"), arguments.by());
    return Facts.of(
        "was_running",
        daemon.isRunning(),
        "runs",
        killed.runs(),
        "calls",
        killed.calls(),
        "recorded",
        killed.recorded());
  }
}
