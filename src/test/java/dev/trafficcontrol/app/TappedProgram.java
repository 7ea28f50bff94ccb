package dev.trafficcontrol.app;

import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.command.CommandLineProgram;
import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.Assignment;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.Endpoint;
import dev.trafficcontrol.run.LaunchOrder;
import dev.trafficcontrol.run.RunningAgent;
import dev.trafficcontrol.run.Workplace;
import java.io.BufferedReader;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;

/// The program as it is, in a process of its own, but for one thing: agents' calls reach its
/// gateway by way of a tap.
final class TappedProgram {

  /// The system property that names the tap.
  static final String TAP = "trafficcontrol.tap";

  private TappedProgram() {}

  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] words) {
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader("")),
            System.out,
            System.err,
            Terminal.Traits.SCRIPT);
    URI tap = URI.create(System.getProperty(TAP));
    FrontDoor door = new FrontDoor(System.getenv(), new SteadyClock(), ports -> tapped(ports, tap));
    System.exit(new CommandLineProgram(terminal, door, "test").run(words));
  }

  private static Ports tapped(Ports ports, URI tap) {
    return new Ports(
        ports.book(),
        ports.queue(),
        ports.providers(),
        new TappedLauncher(ports.launcher(), tap),
        ports.verifier());
  }

  private record TappedLauncher(AgentLauncher launcher, URI tap) implements AgentLauncher {

    @Override
    public RunningAgent launch(LaunchOrder order) {
      Assignment given = order.assignment();
      Assignment tapped =
          new Assignment(
              given.run(),
              given.text(),
              given.model(),
              given.session(),
              new Endpoint(tap, given.endpoint().key()),
              given.place());
      return launcher.launch(new LaunchOrder(order.claim(), tapped));
    }

    @Override
    public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
      return launcher.endLeftovers(place, recorded);
    }
  }
}
