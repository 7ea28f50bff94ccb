package dev.trafficcontrol.app;

import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.operation.BrokenWorld;
import dev.trafficcontrol.app.operation.ReplayOperations;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Control;
import dev.trafficcontrol.cli.ControlFinder;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Sends each request of the command line where it belongs: most to the home's daemon, a few are
/// this process's own.
final class FrontDoor implements ControlFinder {

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final UnaryOperator<Ports> around;

  /// @param around puts a test's own around a daemon's ports
  FrontDoor(Map<String, String> environment, InstantSource clock, UnaryOperator<Ports> around) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.around = around;
  }

  @Override
  public Control find(Optional<String> given) {
    Surroundings surroundings =
        new Surroundings(Home.choose(given, environment), environment, clock);
    return (request, live) -> ask(surroundings, request, live);
  }

  private Reply ask(Surroundings surroundings, Request request, Consumer<Facts> live) {
    try {
      return switch (request.verb()) {
        case "init" ->
            Reply.done(
                new Init(surroundings)
                    .make(
                        request.arguments().maybe("environment").orElse("development"),
                        request.arguments().maybe("database"),
                        request.arguments().truth("example")
                            ? Init.Content.EXAMPLE
                            : Init.Content.NOTHING));
        case "start", "gateway" -> new Host(surroundings, around).ask(request, live);
        case "demo" -> DemoHost.run(request, live);
        case "provider simulate" -> simulate(request);
        case "restore" -> restoring(surroundings).ask(request, live);
        case "ledger verify", "ledger export" -> inspecting(surroundings).ask(request, live);
        case "prices list", "prices check", "prices look", "prices update", "prices shipped" ->
            pricing(surroundings).ask(request, live);
        case "ledger accept-head" ->
            toHome(surroundings, LoneCommand.Way.IN_DOUBT).ask(request, live);
        case "replay policy" -> policy(surroundings, request, live);
        case "preflight", "dry-run", "forecast", "forecast calibration", "rehearse" ->
            toHome(surroundings, LoneCommand.Way.TO_LOOK).ask(request, live);
        default -> toHome(surroundings, LoneCommand.Way.TO_WORK).ask(request, live);
      };
    } catch (RuntimeException broken) {
      throw BrokenWorld.fault(broken).map(fault -> asFailure(fault, broken)).orElse(broken);
    }
  }

  private static RuntimeException asFailure(Fault fault, RuntimeException broken) {
    return new CommandFailed(fault, broken);
  }

  /// The configuration is read only where no daemon has read it: asking one has to be quick.
  private static Control toHome(Surroundings surroundings, LoneCommand.Way way) {
    surroundings.requireHome();
    return new HomeControl(
        surroundings.home(),
        () -> LoneCommand.open(surroundings, surroundings.configuration(), way));
  }

  /// Whoever has no home yet can replay, too.
  private static Reply policy(Surroundings surroundings, Request request, Consumer<Facts> live) {
    return surroundings.home().isThere()
        ? toHome(surroundings, LoneCommand.Way.TO_LOOK).ask(request, live)
        : Reply.done(ReplayOperations.defaults(surroundings.home().toString()));
  }

  /// A daemon that runs answers for itself: it goes on with the book it has.
  private static Control restoring(Surroundings surroundings) {
    surroundings.requireHome();
    return new HomeControl(surroundings.home(), () -> new Restore(surroundings));
  }

  /// Of a damaged home too: nothing of it is opened but the book, and that only to be read.
  private static Control inspecting(Surroundings surroundings) {
    surroundings.requireHome();
    return new HomeControl(
        surroundings.home(),
        () -> BookInspection.open(surroundings, surroundings.configuration().store()));
  }

  /// Of a damaged price book too: it is what these mend.
  private static Control pricing(Surroundings surroundings) {
    surroundings.requireHome();
    return new HomeControl(surroundings.home(), () -> new PriceDesk(surroundings));
  }

  private static Reply simulate(Request request) {
    List<String> arguments = request.arguments().texts("arguments");
    dev.trafficcontrol.simulator.Main.main(arguments.toArray(String[]::new));
    if (!arguments.contains("--help")) {
      waitForASignal();
    }
    return Reply.done(Facts.of());
  }

  /// The simulator listens on threads of its own.
  private static void waitForASignal() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }
}
