package dev.trafficcontrol.bench;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// Callers that hold and settle on one key, as calls through the gateway do: each waits for its
/// answer before it goes on. Every call counts against the global budgets (hour and day), the key's
/// and the model's.
final class Load {

  private static final String KEY = "bench";
  private static final Limit LARGE = Limit.of(Money.ofUsd("9000000"));
  private static final Money HELD = Money.ofUsd("0.05");
  private static final Money COST = Money.ofUsd("0.0000123");
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ledger ledger;
  private final InstantSource clock;

  /// @param pairs hold and settle, both durable
  record Measured(long pairs, double seconds) {
    double perSecond() {
      return pairs / seconds;
    }
  }

  Load(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// One global budget over everything, and one key.
  void prepare() {
    for (Window window : List.of(Window.ROLLING_HOUR, Window.ROLLING_DAY)) {
      ledger.ask(new SetBudget(new BudgetId(Scope.GLOBAL, window), LARGE, "bench", "bench"));
    }
    if (ledger.key(KEY).isEmpty()) {
      ledger.ask(
          new MintKey(
              new Key(KEY, KEY, new SecretHash("0".repeat(64)), null, null),
              Map.of(Window.TOTAL, LARGE),
              "bench"));
    }
  }

  /// Counts what is done within `measured`, after `before` that does not count.
  Measured run(int callers, Duration before, Duration measured) throws InterruptedException {
    LongAdder pairs = new LongAdder();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      threads.add(Thread.ofVirtual().start(() -> callUntil(stop, pairs)));
    }
    Thread.sleep(before);
    long from = System.nanoTime();
    long first = pairs.sum();
    Thread.sleep(measured);
    long done = pairs.sum() - first;
    double seconds = (System.nanoTime() - from) / 1e9;
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return new Measured(done, seconds);
  }

  /// Does so many pairs, however long it takes.
  void fill(int callers, long wanted) throws InterruptedException {
    LongAdder pairs = new LongAdder();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      threads.add(Thread.ofVirtual().start(() -> callUntil(stop, pairs)));
    }
    while (pairs.sum() < wanted) {
      Thread.sleep(100);
    }
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// Begins so many calls a second whether or not earlier ones have been answered, and tells how
  /// long each hold took, in nanoseconds, sorted.
  long[] latencies(int perSecond, Duration measured) throws InterruptedException {
    int calls = Math.toIntExact(perSecond * measured.toSeconds());
    long[] took = new long[calls];
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      long due = begin + call * 1_000_000_000L / perSecond;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      int at = call;
      threads.add(Thread.ofVirtual().start(() -> took[at] = timed()));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    java.util.Arrays.sort(took);
    return took;
  }

  private long timed() {
    long from = System.nanoTime();
    HoldId id = hold();
    long took = System.nanoTime() - from;
    ledger.settle(id, COST, null);
    return took;
  }

  private void callUntil(AtomicBoolean stop, LongAdder pairs) {
    while (!stop.get()) {
      ledger.settle(hold(), COST, null);
      pairs.increment();
    }
  }

  private HoldId hold() {
    byte[] random = new byte[HoldId.RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(random);
    HoldId id = HoldId.mint(clock.instant(), random);
    HoldRequest request =
        new HoldRequest(id, KEY, List.of("claude-sonnet-5-5"), HELD, LIFETIME, PATIENCE);
    try {
      HoldReply reply = ledger.hold(request);
      if (!(reply instanceof HoldReply.Held)) {
        throw new IllegalStateException("not held: " + reply);
      }
      return id;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
