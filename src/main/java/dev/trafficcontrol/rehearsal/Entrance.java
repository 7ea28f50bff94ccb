package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.CloseAttempt;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.ledger.VirtualLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where agents come in and leave: those of the queue when there is a slot and money for them,
/// those of people's own when they were recorded to.
final class Entrance {

  /// No text has this hash that anybody knows.
  private static final SecretHash NOBODYS = new SecretHash("0".repeat(64));

  private final Instant recordedBegin;
  private final VirtualLedger ledger;
  private final Chronicle chronicle;
  private final Slots slots;
  private final Set<String> keys = new HashSet<>();

  /// Not started; in the order in which they were recorded to start.
  private final List<Player> waiting = new ArrayList<>();

  private final List<Player> atWork = new ArrayList<>();
  private long runs;
  private long tokens;
  private int started;

  /// What pre-flight said.
  enum Queue {
    OPEN,
    SHUT
  }

  Entrance(Instant begin, CapacityLimits limits, VirtualLedger ledger, Chronicle chronicle) {
    this.recordedBegin = begin;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.slots = new Slots(limits, ledger);
  }

  int waiting() {
    return waiting.size();
  }

  boolean isAnybodyAtWork() {
    return !atWork.isEmpty();
  }

  int started() {
    return started;
  }

  /// When somebody comes next.
  Optional<Instant> nextAfter(Instant now) {
    return waiting.stream().map(this::startsAt).filter(at -> at.isAfter(now)).findFirst();
  }

  void gather(Recording recording, Queue queue) {
    List<RecordedAgent> inOrder =
        recording.agents().stream()
            .filter(agent -> agent.startsAt() != null)
            .sorted(Comparator.comparing(RecordedAgent::startsAt))
            .toList();
    for (RecordedAgent agent : inOrder) {
      runs++;
      Player player = new Player(agent, "run-" + runs);
      if (queue == Queue.OPEN || agent.work() == null) {
        waiting.add(player);
      } else {
        chronicle.stopped(player, Hindrance.PREFLIGHT);
      }
    }
  }

  private Instant startsAt(Player player) {
    Duration at = player.agent().startsAt();
    return recordedBegin.plus(at == null ? Duration.ZERO : at);
  }

  /// Frees the slots of those who have nothing left to do.
  void leave(Flights flights) {
    for (Iterator<Player> each = atWork.iterator(); each.hasNext(); ) {
      Player player = each.next();
      RecordedAgent.Work work = player.agent().work();
      if (!player.hasNext() && !flights.isOf(player)) {
        each.remove();
        if (work != null) {
          slots.free(player.agent(), work);
          ledger.ask(new CloseAttempt(work.task(), player.run(), player.token()));
        }
      }
    }
  }

  /// Lets in who may begin now, and says who did.
  List<Player> begin(Instant now) {
    List<Player> begun = new ArrayList<>();
    for (Iterator<Player> each = waiting.iterator(); each.hasNext(); ) {
      Player player = each.next();
      if (startsAt(player).isAfter(now)) {
        break;
      }
      if (mayBegin(player)) {
        each.remove();
        begin(player, now);
        begun.add(player);
      }
    }
    return begun;
  }

  private boolean mayBegin(Player player) {
    RecordedAgent.Work work = player.agent().work();
    if (work == null) {
      return true;
    }
    if (!slots.isFreeFor(player.agent(), work)) {
      return false;
    }
    Optional<Hindrance> hindrance = slots.hindrance(player.agent(), work);
    hindrance.ifPresent(by -> chronicle.stopped(player, by));
    return hindrance.isEmpty();
  }

  private void begin(Player player, Instant now) {
    RecordedAgent agent = player.agent();
    RecordedAgent.Work work = agent.work();
    player.start(now, ++tokens);
    if (work == null) {
      if (keys.add(agent.key())) {
        ledger.ask(
            new MintKey(
                new Key(agent.key(), agent.key(), NOBODYS, null, null), Map.of(), "replay"));
      }
    } else {
      slots.take(agent, work);
      AttemptBinding attempt =
          new AttemptBinding(work.project(), work.task(), player.run(), player.token(), null);
      ledger.ask(new OpenAttempt(new Key(player.run(), agent.id(), NOBODYS, attempt, null)));
    }
    started++;
    chronicle.goesOn(player);
    atWork.add(player);
  }
}
