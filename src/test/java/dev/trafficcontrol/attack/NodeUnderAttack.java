package dev.trafficcontrol.attack;

import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One home of several that share a database, and the gateways that come and go in it.
final class NodeUnderAttack implements AutoCloseable {

  final String name;
  final URI gateway;
  private final Path home;
  private final String database;
  private final URI provider;
  private final AcknowledgedHolds acknowledged;
  private @Nullable ChildJvm process;

  NodeUnderAttack(Path folder, String name, MortalPostgres postgres, URI provider)
      throws IOException {
    this.name = name;
    this.home = Files.createDirectory(folder.resolve(name));
    this.database = postgres.address(name).url();
    this.provider = provider;
    this.acknowledged = new AcknowledgedHolds(home.resolve("acknowledged"));
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.gateway = URI.create("http://127.0.0.1:" + any.getLocalPort());
    }
  }

  /// Starts a process, unless one lives, and returns once it listens.
  void live() throws IOException {
    if (process != null && process.process().isAlive()) {
      return;
    }
    ChildJvm started =
        ChildJvm.start(
            DoomedNode.class,
            List.of(
                home.toString(),
                database,
                String.valueOf(gateway.getPort()),
                provider.toString(),
                SimulatorOptions.defaults().key()),
            home.resolve("errors.log"));
    process = started;
    if (!started.says("ready")) {
      throw new IOException(name + " did not start: see " + home.resolve("errors.log"));
    }
  }

  /// What becomes of the process at that step.
  void become(Doom.Step step, int occurrence, Doom.Manner manner) throws IOException {
    process().getOutputStream().write(Doom.words(step, occurrence, manner));
    process().getOutputStream().flush();
  }

  boolean isDead() {
    return !process().isAlive();
  }

  boolean isStopped() {
    return Signals.isStopped(process().pid());
  }

  void receive(Signals signal) {
    signal.send(process().pid());
    if (signal == Signals.KILL) {
      process().onExit().join();
    }
  }

  /// Which of its calls the ledger has said yes to.
  List<String> acknowledged() {
    try {
      return acknowledged.all();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Process process() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process.process();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
