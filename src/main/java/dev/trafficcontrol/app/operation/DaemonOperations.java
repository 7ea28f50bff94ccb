package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Revive;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Admissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// `gateway`, `pause`, `resume`, `stop` and `kill`
public final class DaemonOperations {

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
        Verb.owned("resume", this::resume),
        Verb.open("stop", this::stop, "within"),
        Verb.open("kill", this::kill, "reason"));
  }

  private Reply gateway(Arguments arguments, Consumer<Facts> live) {
    Facts where = Facts.of("gateway", daemon.gateway());
    if (!arguments.flag("background")) {
      live.accept(
          Facts.of(
              "line",
              "The gateway listens on http://" + daemon.gateway() + " until it is stopped.",
              "gateway",
              daemon.gateway()));
      daemon.awaitEnd();
    }
    return Reply.done(where);
  }

  private Facts pause(Arguments arguments) {
    String reason = arguments.maybe("reason").orElse("paused by hand");
    admissions.pause(new AdmissionStanding.Pause(TaskOperations.OWNER, reason, clock.instant()));
    return Facts.of("paused", true);
  }

  private Facts resume(Arguments arguments) {
    return Facts.of(
        "was_paused", admissions.resume(),
        "was_killed", ledger.ask(new Revive(TaskOperations.OWNER)));
  }

  private Facts stop(Arguments arguments) {
    int within = arguments.number("within", USUAL_DRAIN_SECONDS, 0, LONGEST_DRAIN_SECONDS);
    daemon.stop(Duration.ofSeconds(within));
    return Facts.of("was_running", daemon.isRunning());
  }

  private Facts kill(Arguments arguments) {
    DaemonPower.Killed killed = daemon.kill(arguments.maybe("reason").orElse("killed by hand"));
    return Facts.of(
        "was_running", daemon.isRunning(), "runs", killed.runs(), "calls", killed.calls());
  }
}
