package dev.trafficcontrol.adapter.process;

import dev.trafficcontrol.adapter.process.ProcessTree.Signal;
import dev.trafficcontrol.run.Child;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.CommandLine;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.OutputPlan;
import dev.trafficcontrol.run.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Starts children from one platform thread.
///
/// Linux ends a sandbox together with the *thread* that started it (PR_SET_PDEATHSIG), not with the
/// process: so the thread must live as long as the daemon does, and no virtual or pooled thread
/// will do.
public final class ChildProcesses implements Processes, AutoCloseable {

  private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final ProcFs proc = new ProcFs();
  private final ProcessTree tree = new ProcessTree(proc);
  private final InstantSource clock;
  private final ExecutorService spawner =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spawner").factory());

  public ChildProcesses(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Child start(CommandLine command, OutputPlan output) {
    try {
      RunningChild child =
          spawner.submit((Callable<RunningChild>) () -> spawn(command, output)).get();
      child.awaitSandbox();
      return child;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LaunchFailed("interrupted before it was started", stopped);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new LaunchFailed(command.arguments().getFirst() + ": " + cause.getMessage(), cause);
    }
  }

  private RunningChild spawn(CommandLine command, OutputPlan output) throws IOException {
    String path = command.environment().getOrDefault("PATH", "");
    ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command.arguments(), path));
    builder.directory(new File(command.directory()));
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File(command.input())));
    Instant startedAt = clock.instant();
    Process process = builder.start();
    long pid = process.pid();
    ProcessFacts first =
        proc.process(pid).orElseGet(() -> new ProcessFacts(pid, 0, 0, /* gone already */ true));
    String mark = command.environment().getOrDefault(MARK, "");
    List<OutputPump> pumps =
        List.of(
            OutputPump.start(
                process.getInputStream(),
                Path.of(output.outputFile()),
                output.capBytes(),
                output.lines(),
                clock,
                "output-" + pid),
            OutputPump.start(
                process.getErrorStream(),
                Path.of(output.errorFile()),
                output.capBytes(),
                line -> {},
                clock,
                "errors-" + pid));
    return new RunningChild(
        process,
        new ChildMark(pid, proc.startMark(first)),
        new ChildTree(proc, first, mark, command.wrappers()),
        startedAt,
        pumps);
  }

  @Override
  public int endLeftovers(String mark, Optional<ChildMark> recorded) {
    return end(() -> leftovers(mark, recorded));
  }

  /// Ends every process that carries the mark of a run whose folder is below that one, and returns
  /// how many were alive: where nothing runs yet, whoever did is no longer anybody's.
  public int endStrays(Path folder) {
    Path real = real(folder);
    return end(() -> tree.markedBelow(MARK, real + File.separator));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException notThere) {
      return folder.toAbsolutePath();
    }
  }

  private int end(Supplier<List<ProcessFacts>> search) {
    Map<Long, ProcessFacts> met = new LinkedHashMap<>();
    long deadline = System.nanoTime() + LEFTOVER_PATIENCE.toNanos();
    for (List<ProcessFacts> left = search.get();
        !left.isEmpty() && System.nanoTime() < deadline;
        left = search.get()) {
      left.forEach(process -> met.put(process.pid(), process));
      left.forEach(process -> tree.signal(process, Signal.KILL));
      try {
        Thread.sleep(GLANCE);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return met.size();
  }

  private List<ProcessFacts> leftovers(String mark, Optional<ChildMark> recorded) {
    Map<Long, ProcessFacts> found = new LinkedHashMap<>();
    recorded
        .flatMap(child -> proc.process(child.pid()).filter(now -> isSame(child, now)))
        .ifPresent(root -> {
          tree.below(Set.of(root.pid())).forEach(process -> found.put(process.pid(), process));
          found.put(root.pid(), root);
        });
    tree.marked(MARK, mark).forEach(process -> found.putIfAbsent(process.pid(), process));
    return List.copyOf(found.values());
  }

  private boolean isSame(ChildMark mark, ProcessFacts now) {
    return proc.startMark(now).equals(mark.started()) && !now.isZombie();
  }

  /// Ends the thread, and with it every sandbox that is still there.
  @Override
  public void close() {
    spawner.shutdown();
  }
}
