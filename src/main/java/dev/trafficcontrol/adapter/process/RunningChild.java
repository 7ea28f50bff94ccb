package dev.trafficcontrol.adapter.process;

import dev.trafficcontrol.adapter.process.ProcessTree.Signal;
import dev.trafficcontrol.run.Child;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.ChildUsage;
import dev.trafficcontrol.run.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One child and all that it started.
final class RunningChild implements Child {

  /// How long the kernel may take to end what was killed. A process in the middle of disk I/O takes
  /// its time.
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

  private static final Duration SANDBOX_PATIENCE = Duration.ofSeconds(2);
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Duration SHORT_GLANCE = Duration.ofMillis(2);

  private final Process process;
  private final ChildMark mark;
  private final ChildTree tree;
  private final Instant startedAt;
  private final List<OutputPump> pumps;

  RunningChild(
      Process process, ChildMark mark, ChildTree tree, Instant startedAt, List<OutputPump> pumps) {
    this.process = process;
    this.mark = mark;
    this.tree = tree;
    this.startedAt = startedAt;
    this.pumps = List.copyOf(pumps);
  }

  /// Waits until the sandbox's own processes are there, so that they are known before anything can
  /// happen to them.
  void awaitSandbox() {
    long deadline = System.nanoTime() + SANDBOX_PATIENCE.toNanos();
    while (!tree.isComplete() && process.isAlive() && System.nanoTime() < deadline) {
      if (pause(SHORT_GLANCE)) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public ChildMark mark() {
    return mark;
  }

  @Override
  public OptionalInt awaitExit(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  @Override
  public ChildUsage usage() {
    return tree.usage();
  }

  @Override
  public Instant lastOutput() {
    return outputs().max(Instant::compareTo).orElse(startedAt);
  }

  @Override
  public boolean hasOutput() {
    return outputs().findAny().isPresent();
  }

  private Stream<Instant> outputs() {
    return pumps.stream().map(OutputPump::lastOutput).flatMap(Optional::stream);
  }

  @Override
  public Ending end(Duration grace) {
    boolean interrupted = false;
    try {
      if (!grace.isZero()) {
        tree.program().forEach(member -> tree.signal(member, Signal.TERM));
        interrupted = awaitNobody(grace);
      }
      interrupted |= killUntilNobody();
      for (OutputPump pump : pumps) {
        interrupted |= drain(pump);
      }
      return new Ending(tree.everybodyMarked().stream().map(ProcessFacts::pid).toList());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The sandbox's init is killed before its parent: the kernel then ends everything inside, and
  /// the parent goes by itself once it has seen that, so that nothing is left alive for a moment
  /// after the parent is gone.
  private boolean killUntilNobody() {
    long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
    boolean interrupted = false;
    for (List<ProcessFacts> left = tree.everybodyMarked();
        !left.isEmpty() && System.nanoTime() < deadline;
        left = tree.everybodyMarked()) {
      left.stream().filter(member -> member.pid() != mark.pid()).forEach(this::kill);
      if (left.size() == 1 || deadline - System.nanoTime() < KILL_PATIENCE.toNanos() / 2) {
        left.forEach(this::kill);
      }
      interrupted |= pause(GLANCE);
    }
    return interrupted;
  }

  private void kill(ProcessFacts member) {
    tree.signal(member, Signal.KILL);
  }

  private boolean awaitNobody(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && !tree.everybody().isEmpty()) {
      if (pause(GLANCE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean pause(Duration glance) {
    try {
      Thread.sleep(glance);
      return false;
    } catch (InterruptedException hurry) {
      return true;
    }
  }

  private static boolean drain(OutputPump pump) {
    try {
      pump.awaitEnd(KILL_PATIENCE);
      return false;
    } catch (InterruptedException hurry) {
      return true;
    }
  }
}
