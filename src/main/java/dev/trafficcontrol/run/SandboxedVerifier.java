package dev.trafficcontrol.run;

import dev.trafficcontrol.run.Workplace.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Verifies inside the same walls as the agent worked in, since it executes what the agent wrote;
/// without a key.
public final class SandboxedVerifier implements Verifier {

  private static final int LINES_KEPT = 20;

  private final Sandbox sandbox;
  private final Processes processes;
  private final Supplier<WallPlan> walls;
  private final Map<String, String> environment;
  private final long outputCapBytes;

  /// @param walls as for [SandboxedLauncher]
  /// @param environment what every program of a run may have
  public SandboxedVerifier(
      Sandbox sandbox,
      Processes processes,
      Supplier<WallPlan> walls,
      Map<String, String> environment,
      long outputCapBytes) {
    this.sandbox = sandbox;
    this.processes = processes;
    this.walls = walls;
    this.environment = Map.copyOf(environment);
    this.outputCapBytes = outputCapBytes;
  }

  @Override
  public RunningVerification start(VerificationOrder order) {
    Workplace place = order.place();
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", place.home());
    Program shell =
        new Program(List.of("sh", "-c", order.command()), all, List.of(), Optional.empty());
    LastLines last = new LastLines();
    Child child =
        processes.start(
            sandbox.confine(SandboxedLauncher.marked(shell, place), walls.get().around(place)),
            new OutputPlan(
                place.log(Log.VERIFY_OUTPUT),
                place.log(Log.VERIFY_ERRORS),
                outputCapBytes,
                last::add));
    return new Verifying(child, last);
  }

  private static final class LastLines {
    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
      lines.addLast(line);
      if (lines.size() > LINES_KEPT) {
        lines.removeFirst();
      }
    }

    synchronized List<String> get() {
      return List.copyOf(lines);
    }
  }

  private record Verifying(Child child, LastLines last) implements RunningVerification {

    @Override
    public ChildMark mark() {
      return child.mark();
    }

    @Override
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
      return child.awaitExit(patience);
    }

    @Override
    public ChildUsage usage() {
      return child.usage();
    }

    @Override
    public Instant lastOutput() {
      return child.lastOutput();
    }

    @Override
    public boolean hasOutput() {
      return child.hasOutput();
    }

    @Override
    public Ending end(Duration grace) {
      return child.end(grace);
    }

    @Override
    public List<String> lastLines() {
      return last.get();
    }
  }
}
