package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldEnd;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.VirtualLedger;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Monitor;
import dev.trafficcontrol.monitor.TripLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Plays a recording under a policy, in virtual time, with the real ledger and monitor.
///
/// An agent whose call is refused makes no further calls. A call that waits for room makes all that
/// follow it late. A call that a breaker cuts is charged what it had metered, evenly over its
/// duration. It ends when nobody is at work and nothing recorded is to come: whoever waits for
/// money then is not played.
public final class Replay {

  /// How often the monitor looks while calls are in flight, as in a daemon.
  static final Duration TICK = Duration.ofMillis(500);

  private static final String BY = "replay";

  private final Recording recording;
  private final Policy policy;
  private final Witness witness;
  private final Chronicle chronicle;
  private final Flights flights;
  private final Monitor monitor;
  private final VirtualLedger ledger;
  private final Entrance entrance;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final Map<HoldId, Player> inLine = new LinkedHashMap<>();
  private Instant now;
  private Instant lastAtWork;
  private long numbers;
  private int calls;
  private int cut;
  private int delayed;

  /// A call to be made.
  private record Due(Instant at, long number, Player player) {}

  /// Sees the ledger after each step.
  public interface Witness {

    Witness NOBODY = ledger -> {};

    void after(VirtualLedger ledger);
  }

  private Replay(Recording recording, Policy policy, Witness witness) {
    this.recording = recording;
    this.policy = policy;
    this.witness = witness;
    this.now = recording.begin();
    this.lastAtWork = now;
    this.chronicle = new Chronicle(now);
    this.flights = new Flights(() -> now);
    this.monitor = new Monitor(flights, chronicle, tripsThatCanBe(policy.trips()));
    this.ledger =
        new VirtualLedger(
            now,
            (step, at) -> {
              chronicle.heard(step);
              monitor.written(step, at);
            });
    this.entrance = new Entrance(now, policy.capacity(), ledger, chronicle);
  }

  public static Outcome of(Recording recording, Policy policy) {
    return of(recording, policy, Witness.NOBODY);
  }

  public static Outcome of(Recording recording, Policy policy, Witness witness) {
    return new Replay(recording, policy, witness).play();
  }

  /// A recording has no calls without an answer, so nothing trips by them, and nobody has to look.
  private static TripLimits tripsThatCanBe(TripLimits trips) {
    return new TripLimits(trips.burn(), trips.parts(), trips.tokens(), 0);
  }

  private Outcome play() {
    policy
        .limits()
        .forEach((budget, limit) -> ledger.ask(new SetBudget(budget, limit, BY, "policy")));
    List<String> refusal =
        switch (policy.gate()) {
          case HEEDED -> Gatekeeping.refusal(recording, ledger);
          case FORCED -> List.of();
        };
    if (!refusal.isEmpty()) {
      chronicle.tell("pre-flight refuses: " + String.join("; ", refusal));
    }
    entrance.gather(recording, refusal.isEmpty() ? Entrance.Queue.OPEN : Entrance.Queue.SHUT);
    for (Optional<Instant> at = Optional.of(now); at.isPresent(); at = next()) {
      step(at.get());
    }
    chronicle.tell(
        lastAtWork,
        entrance.waiting() == 0
            ? "nobody is at work any more"
            : "nobody is at work any more; agents that had no turn: " + entrance.waiting());
    return chronicle.outcome(
        refusal,
        new Outcome.Tally(entrance.started(), entrance.waiting(), calls, cut, delayed),
        ledger.totalSpent());
  }

  private void step(Instant at) {
    if (entrance.isAnybodyAtWork()) {
      lastAtWork = at;
    }
    now = at;
    ledger.advance(at);
    look();
    if (isTick()) {
      monitor.tick(ledger, now);
      look();
    }
    noteMoney();
    witness.after(ledger);
  }

  /// Everything that can happen now, and what follows from it at once.
  private void look() {
    settle();
    noteMoney();
    cut();
    entrance.leave(flights);
    entrance.begin(now).forEach(this::schedule);
    call();
    cut();
    entrance.leave(flights);
  }

  private void noteMoney() {
    BudgetView global = ledger.budgetsOver(Scope.GLOBAL).getFirst();
    chronicle.at(
        now,
        ledger.totalSpent().plus(flights.meteredSoFar(Scope.GLOBAL)),
        global.spent().plus(global.held()));
  }

  private boolean isTick() {
    return Duration.between(recording.begin(), now).toNanos() % TICK.toNanos() == 0;
  }

  private Optional<Instant> next() {
    Stream<Instant> recorded =
        Stream.concat(Stream.ofNullable(due.peek()).map(Due::at), entrance.nextAfter(now).stream());
    Stream<Instant> ends = flights.all().stream().map(Flight::endsAt);
    Stream<Instant> looks = flights.isNone() ? Stream.of() : Stream.of(nextTick());
    Stream<Instant> wakes = inLine.isEmpty() ? Stream.of() : Stream.of(ledger.wakeAt());
    return Stream.of(recorded, ends, looks, wakes)
        .flatMap(times -> times)
        .min(Instant::compareTo)
        .map(at -> at.isBefore(now) ? now : at);
  }

  private Instant nextTick() {
    long ticks = Duration.between(recording.begin(), now).dividedBy(TICK) + 1;
    return recording.begin().plus(TICK.multipliedBy(ticks));
  }

  private void settle() {
    for (Flight flight : flights.all()) {
      if (!flight.endsAt().isAfter(now)) {
        end(flight);
      }
    }
  }

  private void end(Flight flight) {
    flights.end(flight);
    ledger.end(flight.hold().id(), new HoldEnd.AtCost(flight.meteredAt(now), flight.usageAt(now)));
  }

  private void cut() {
    flights
        .takeCut()
        .forEach((flight, breaker) -> {
          cut++;
          end(flight);
          stop(flight.player(), Hindrance.of(breaker));
        });
  }

  private void schedule(Player player) {
    if (player.hasNext()) {
      due.add(new Due(player.dueAt(), ++numbers, player));
    }
  }

  private void call() {
    while (!due.isEmpty() && !due.element().at().isAfter(now)) {
      Player player = due.remove().player();
      if (player.hasNext()) {
        ask(player);
      }
    }
    ledger.pass().forEach(this::hear);
  }

  private void ask(Player player) {
    RecordedCall call = player.next();
    byte[] unique = new byte[HoldId.RANDOM_BYTES];
    ByteBuffer.wrap(unique).putLong(++numbers);
    HoldId id = HoldId.mint(now, unique);
    inLine.put(id, player);
    ledger.enter(
        new HoldRequest(
            id,
            player.agent().work() == null ? player.agent().key() : player.run(),
            List.of(call.model()),
            call.worstCase(),
            HoldRequest.LONGEST_LIFETIME,
            HoldRequest.LONGEST_PATIENCE));
  }

  private void hear(VirtualLedger.Answer answer) {
    Player player = inLine.remove(answer.id());
    if (player == null) {
      throw new BrokenInvariant("nobody asked for hold " + answer.id());
    }
    switch (answer) {
      case VirtualLedger.Answer.Granted(Hold hold) -> send(player, hold);
      case VirtualLedger.Answer.Refused(HoldId _, Refusal why) -> refuse(player, why);
    }
  }

  private void send(Player player, Hold hold) {
    if (hold.heldAt().isAfter(player.dueAt())) {
      delayed++;
    }
    calls++;
    flights.begin(new Flight(player, player.next(), hold));
    player.called(now);
    schedule(player);
  }

  private void refuse(Player player, Refusal why) {
    switch (why) {
      case Refusal.TooLarge(BudgetView budget, Money _) -> stop(player, Hindrance.of(budget));
      case Refusal.Exhausted(BudgetView budget, Money _, Instant _) ->
          stop(player, Hindrance.of(budget));
      case Refusal.BreakerOpen open -> stop(player, Hindrance.of(open.breaker().scope()));
      // A client that is told when to try again does.
      case Refusal.RoomHeld(BudgetView _, Money _, Duration retryAfter) ->
          due.add(new Due(now.plus(retryAfter), ++numbers, player));
      case Refusal.KeyDead _,
          Refusal.AttemptStale _,
          Refusal.Killed _,
          Refusal.IdReused _,
          Refusal.IdEnded _,
          Refusal.Unavailable _ ->
          throw new BrokenInvariant("a replay does not do this: " + why);
    }
  }

  private void stop(Player player, Hindrance by) {
    player.stop();
    inLine.entrySet().stream()
        .filter(waits -> waits.getValue() == player)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(id -> {
          inLine.remove(id);
          ledger.leave(id);
        });
    chronicle.stopped(player, by);
  }
}
