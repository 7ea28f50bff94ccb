package dev.trafficcontrol.attack;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.app.OwnPorts;
import dev.trafficcontrol.app.Ports;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.LaunchOrder;
import dev.trafficcontrol.run.RunningAgent;
import dev.trafficcontrol.run.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The whole daemon as a process of its own, one of several on a database. Reads from its input
/// what becomes of it.
///
/// Arguments: home, file of acknowledged holds, database, leases, machine.
final class SharingDaemon {

  /// How long its claims last.
  enum Lasting {
    AS_SHIPPED,
    /// A death is noticed within seconds, and a machine that is busy for a second loses nothing.
    SECONDS
  }

  /// Where it runs, as far as the processes of other nodes' runs are concerned.
  enum Machine {
    THE_SAME,
    /// It can end none of them.
    ANOTHER
  }

  private static final LeaseTimes SECONDS =
      new LeaseTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(1_500),
          Duration.ofMillis(500));

  private SharingDaemon() {}

  public static void main(String[] args) {
    Doom doom = new Doom(Doom.Step.NEVER, 1);
    Thread.ofPlatform().daemon().start(() -> obey(doom));
    DoomedPorts doomed = new DoomedPorts(doom, new AcknowledgedHolds(Path.of(args[1])));
    Lasting lasting = Lasting.valueOf(args[3]);
    Machine machine = Machine.valueOf(args[4]);
    System.exit(
        OwnPorts.run(
            ports -> doomed.around(at(machine, lasting(lasting, args[2], ports))),
            System.getenv(),
            "gateway",
            "--home",
            args[0]));
  }

  private static void obey(Doom doom) {
    try {
      doom.obey(System.in);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static Ports lasting(Lasting lasting, String database, Ports ports) {
    return switch (lasting) {
      case AS_SHIPPED -> ports;
      case SECONDS ->
          new Ports(
              ports.book(),
              new SqlQueue(
                  PostgresDatabase.open(PostgresAddress.of(database), DoomedGateway.stamp()),
                  SECONDS),
              ports.providers(),
              ports.launcher(),
              ports.verifier());
    };
  }

  private static Ports at(Machine machine, Ports ports) {
    return switch (machine) {
      case THE_SAME -> ports;
      case ANOTHER ->
          new Ports(
              ports.book(),
              ports.queue(),
              ports.providers(),
              new Elsewhere(ports.launcher()),
              ports.verifier());
    };
  }

  private record Elsewhere(AgentLauncher launcher) implements AgentLauncher {
    @Override
    public RunningAgent launch(LaunchOrder order) {
      return launcher.launch(order);
    }

    @Override
    public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
      return 0;
    }
  }
}
