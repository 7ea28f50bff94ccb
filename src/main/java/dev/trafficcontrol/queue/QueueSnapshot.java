package dev.trafficcontrol.queue;

import dev.trafficcontrol.ledger.Scope;
import java.util.List;
import java.util.Map;

/// What the scheduler decides on: the heads of the projects' queues, and who works already.
///
/// @param slots how many slots of each model class are taken
/// @param atWork how many of each project, and of each model
public record QueueSnapshot(
    List<ProjectHead> heads, Map<String, Integer> slots, Map<Scope, Integer> atWork) {

  /// At most so many projects, those whose turn is next, and so many candidates of a project and
  /// model class: a tick costs the same whether a hundred tasks wait or a million.
  public static final int MOST_PROJECTS = 256;

  public static final int MOST_OF_A_CLASS = 8;

  /// As many candidates of a project and model class where the first few are known to have no
  /// money: they must not hide those behind them that have. Behind more than so many, a task waits
  /// until one of them gets money or is taken out of the queue.
  public static final int MOST_OF_A_CLASS_WITHOUT_MONEY = 128;

  public QueueSnapshot {
    heads = List.copyOf(heads);
    slots = Map.copyOf(slots);
    atWork = Map.copyOf(atWork);
  }

  public int slotsTaken() {
    return slots.values().stream().mapToInt(Integer::intValue).sum();
  }
}
