package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertOutbox;
import dev.trafficcontrol.alert.AlertOutbox.Delivery;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.app.alerting.Target;
import dev.trafficcontrol.app.alerting.Targets;
import dev.trafficcontrol.app.alerting.TestAlert;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// `alerts …`
public final class AlertOperations {

  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 1_000;
  private static final int MILLIS = 1_000_000;

  private final AlertOutbox outbox;
  private final Targets targets;
  private final Supplier<TestAlert> tests;

  /// @param tests a new one each time
  public AlertOperations(AlertOutbox outbox, Targets targets, Supplier<TestAlert> tests) {
    this.outbox = outbox;
    this.targets = targets;
    this.tests = tests;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("alerts list", this::list, "limit"),
        Verb.open("alerts test", this::test, "target"));
  }

  private Facts list(Arguments arguments) {
    int limit = arguments.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    return Facts.list("alerts", outbox.latest(limit).stream().map(AlertOperations::facts).toList());
  }

  private static Facts facts(AlertOutbox.Told told) {
    Alert alert = told.alert();
    return Facts.of(
        "at", alert.at(),
        "severity", AlertWords.label(alert.severity()),
        "kind", alert.kind(),
        "text", alert.message(),
        "deliveries", told.deliveries().stream().map(AlertOperations::facts).toList());
  }

  private static Facts facts(Delivery delivery) {
    boolean isQueued = delivery.state() == Delivery.State.QUEUED;
    return Facts.of(
        "target",
        delivery.target(),
        "state",
        delivery.state().label(),
        "attempts",
        delivery.attempts(),
        "next_attempt",
        isQueued ? delivery.at() : null,
        "ended_at",
        isQueued ? null : delivery.at(),
        "error",
        delivery.error().isEmpty() ? null : delivery.error());
  }

  /// All at once: one that hangs takes no longer than itself.
  private Facts test(Arguments arguments) {
    List<Target> asked = asked(arguments);
    TestAlert test = tests.get();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TestAlert.Result>> sent =
          asked.stream().map(target -> threads.submit(() -> test.send(target))).toList();
      List<Facts> results = new ArrayList<>();
      for (Future<TestAlert.Result> each : sent) {
        results.add(facts(each.get()));
      }
      return Facts.of("id", test.id(), "results", results, "all_delivered", allWell(results));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      throw arguments.failed("Somebody ended it.", "Give it again.");
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a test alert broke", broken.getCause());
    }
  }

  private List<Target> asked(Arguments arguments) {
    Optional<String> name = arguments.maybe("target");
    List<Target> asked =
        targets.all().stream()
            .filter(target -> name.isEmpty() || name.get().equals(target.name()))
            .toList();
    if (asked.isEmpty()) {
      throw nobody(arguments, name);
    }
    return asked;
  }

  private CommandFailed nobody(Arguments arguments, Optional<String> name) {
    return targets.all().isEmpty()
        ? arguments.failed(
            "No target is configured.",
            "add one below alerts.targets in trafficcontrol.yaml: docs/ALERTS.md shows how")
        : arguments.failed(
            "There is no target '" + name.orElse("") + "'.",
            "name one of: " + String.join(", ", targets.all().stream().map(Target::name).toList()));
  }

  private static boolean allWell(List<Facts> results) {
    return results.stream().allMatch(result -> result.text("state").equals("delivered"));
  }

  private static Facts facts(TestAlert.Result result) {
    String target = result.target().name();
    String kind = result.target().settings().kind();
    long millis = result.took().toNanos() / MILLIS;
    if (result.outcome().isEmpty()) {
      String unset = result.target().settings().unset();
      return row(target, kind, "off", unset + " is not set", "export " + unset.substring(1) + "=…");
    }
    return switch (result.outcome().get()) {
      case Outcome.Delivered _ ->
          row(target, kind, "delivered", "in " + millis + " ms", "").with("millis", millis);
      case Outcome.Later(String why, var after) ->
          row(
              target,
              kind,
              "failed",
              why,
              after
                  .map(time -> "it asks for " + time.toSeconds() + " s of peace; try again then")
                  .orElse("look whether it is up and can be reached from here, then try again"));
      case Outcome.Refused(String why, String fix) -> row(target, kind, "failed", why, fix);
    };
  }

  private static Facts row(String target, String kind, String state, String what, String fix) {
    return Facts.of("target", target, "kind", kind, "state", state, "message", what, "fix", fix);
  }
}
