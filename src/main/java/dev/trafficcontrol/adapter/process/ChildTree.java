package dev.trafficcontrol.adapter.process;

import dev.trafficcontrol.adapter.process.ProcessTree.Signal;
import dev.trafficcontrol.run.ChildUsage;
import dev.trafficcontrol.run.Processes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The processes of one child: its first one, all that was ever seen below it, and those that
/// wandered off but still carry the run's mark.
///
/// What was seen once is remembered while it lives: a sandbox's init outlives its parent for the
/// moment in which the kernel ends everything inside, and only its own end proves that nothing is
/// left.
final class ChildTree {

  private final ProcFs proc;
  private final ProcessTree tree;
  private final String mark;
  private final int wrappers;
  private final Map<Long, ProcessFacts> seen = new LinkedHashMap<>();
  private final List<Long> ownOfSandbox = new ArrayList<>();

  /// @param mark the mark's value, or empty where the child carries none
  /// @param wrappers see [dev.trafficcontrol.run.CommandLine]
  ChildTree(ProcFs proc, ProcessFacts first, String mark, int wrappers) {
    this.proc = proc;
    this.tree = new ProcessTree(proc);
    this.mark = mark;
    this.wrappers = wrappers;
    remember(first);
  }

  /// All that are alive, parents first.
  synchronized List<ProcessFacts> everybody() {
    seen.values().removeIf(member -> !tree.isAlive(member));
    tree.below(Set.copyOf(seen.keySet())).forEach(this::remember);
    return List.copyOf(seen.values());
  }

  /// [#everybody] and all that carry the mark. Looks into every process of the machine.
  synchronized List<ProcessFacts> everybodyMarked() {
    List<ProcessFacts> related = everybody();
    if (mark.isEmpty()) {
      return related;
    }
    tree.marked(Processes.MARK, mark).forEach(this::remember);
    return everybody();
  }

  /// Those of the program itself: a sandbox's first processes are its own.
  synchronized List<ProcessFacts> program() {
    return everybodyMarked().stream()
        .filter(member -> !ownOfSandbox.contains(member.pid()))
        .toList();
  }

  /// Whether the sandbox's own processes have all been seen.
  synchronized boolean isComplete() {
    everybody();
    return ownOfSandbox.size() == wrappers;
  }

  ChildUsage usage() {
    List<ProcessFacts> all = everybody();
    long bytes = all.stream().mapToLong(member -> proc.ownMemoryBytes(member.pid())).sum();
    return new ChildUsage(bytes, all.size());
  }

  void signal(ProcessFacts member, Signal signal) {
    tree.signal(member, signal);
  }

  private void remember(ProcessFacts member) {
    seen.putIfAbsent(member.pid(), member);
    if (ownOfSandbox.size() < wrappers && !ownOfSandbox.contains(member.pid())) {
      ownOfSandbox.add(member.pid());
    }
  }
}
