package dev.trafficcontrol.adapter.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/// Which processes belong to one run: everything below its first process, and, where no sandbox
/// keeps them together, everything that carries the run's mark.
final class ProcessTree {

  private final ProcFs proc;

  ProcessTree(ProcFs proc) {
    this.proc = proc;
  }

  /// The living descendants of `roots`, parents before children, the roots themselves not among
  /// them.
  List<ProcessFacts> below(Set<Long> roots) {
    List<ProcessFacts> everything = proc.all();
    List<ProcessFacts> found = new ArrayList<>();
    Set<Long> parents = new HashSet<>(roots);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (ProcessFacts process : everything) {
        if (parents.contains(process.parent()) && parents.add(process.pid())) {
          found.add(process);
          grew = true;
        }
      }
    }
    found.removeIf(ProcessFacts::isZombie);
    return found;
  }

  /// Living processes whose environment has `name=value`, but for this very process.
  List<ProcessFacts> marked(String name, String value) {
    return others(pid -> proc.hasVariable(pid, name, value));
  }

  /// The same of those whose value begins like that.
  List<ProcessFacts> markedBelow(String name, String beginning) {
    return others(pid -> proc.hasVariableFrom(pid, name, beginning));
  }

  private List<ProcessFacts> others(LongPredicate isWanted) {
    long self = ProcessHandle.current().pid();
    return proc.all().stream()
        .filter(process -> process.pid() != self && !process.isZombie())
        .filter(process -> isWanted.test(process.pid()))
        .toList();
  }

  boolean isAlive(ProcessFacts process) {
    return proc.process(process.pid())
        .filter(now -> now.startTicks() == process.startTicks() && !now.isZombie())
        .isPresent();
  }

  /// Sends SIGTERM or SIGKILL, but never to a later process with the same number.
  void signal(ProcessFacts process, Signal signal) {
    if (!isAlive(process)) {
      return;
    }
    ProcessHandle.of(process.pid())
        .ifPresent(handle -> {
          switch (signal) {
            case TERM -> handle.destroy();
            case KILL -> handle.destroyForcibly();
          }
        });
  }

  enum Signal {
    TERM,
    KILL
  }
}
