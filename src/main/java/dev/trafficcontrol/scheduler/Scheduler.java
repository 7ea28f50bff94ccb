package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.ProjectHead;
import dev.trafficcontrol.queue.QueueSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Decides what starts. Takes projects in turn by weight, and of a project whoever waits longest,
/// with its priority counted as waiting. Reads no clock: what a time makes ready is in the
/// snapshot.
public final class Scheduler {

  private Scheduler() {}

  public static Plan decide(QueueSnapshot snapshot, Conditions conditions, BudgetQuestion budgets) {
    Optional<DeferReason> stop = conditions.stop();
    Room room = new Room(conditions, snapshot);
    PriorityQueue<Turn> round = new PriorityQueue<>();
    snapshot.heads().stream()
        .filter(head -> !head.candidates().isEmpty())
        .map(Turn::new)
        .forEach(round::add);

    List<Admission> admissions = new ArrayList<>();
    List<Deferral> deferrals = new ArrayList<>();
    while (!round.isEmpty()) {
      Turn turn = round.remove();
      Candidate next = turn.waiting.remove();
      Optional<DeferReason> why =
          stop.or(() -> room.objection(next))
              .or(() -> budgets.objection(next).map(DeferReason.class::cast));
      if (why.isPresent()) {
        deferrals.add(new Deferral(next.task(), next.project(), why.get()));
      } else {
        room.take(next);
        turn.pass += turn.head.stride();
        admissions.add(admission(next, room, conditions));
      }
      if (!turn.waiting.isEmpty()) {
        round.add(turn);
      }
    }
    return new Plan(admissions, deferrals);
  }

  private static Admission admission(Candidate task, Room room, Conditions conditions) {
    return new Admission(
        task.task(),
        task.revision(),
        room.ceiling(task),
        conditions.standing().confirmation(),
        conditions.node());
  }

  /// A project's place in the round. A deferred task costs it nothing: the next one of it is looked
  /// at.
  private static final class Turn implements Comparable<Turn> {
    private static final Comparator<Turn> ORDER =
        Comparator.comparingLong((Turn turn) -> turn.pass)
            .thenComparing(turn -> turn.head.project());

    private final ProjectHead head;
    private final Deque<Candidate> waiting;
    private long pass;

    Turn(ProjectHead head) {
      this.head = head;
      this.waiting = new ArrayDeque<>(head.candidates());
      this.pass = head.pass();
    }

    @Override
    public int compareTo(Turn other) {
      return ORDER.compare(this, other);
    }
  }
}
