package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A book in memory, a hundred days old, whose oldest batches can leave it: $3 were spent a hundred
/// days ago, $0.5 eighty days ago, $2 forty days ago, $5 now.
final class ArchivableBook extends MemoryBook implements OldBatches {

  static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  static final Money SPENT = Money.ofUsd("10.5");

  private final Random random = new Random(11);
  private @Nullable Checkpoint base;
  private final AtomicReference<Runnable> beforeReplay = new AtomicReference<>(() -> {});
  private Runnable beforeRemoving = () -> {};

  ArchivableBook() throws InterruptedException {
    Instant[] clock = {daysAgo(100)};
    try (LedgerWriter ledger = LedgerWriter.open(this, () -> clock[0], BookListener.NOBODY)) {
      ledger.ask(
          new MintKey(
              new Key("K1", "test", new SecretHash("1".repeat(64)), null, null), Map.of(), "o"));
      spend(ledger, clock[0], "3");
      clock[0] = daysAgo(80);
      spend(ledger, clock[0], "0.5");
      clock[0] = daysAgo(40);
      spend(ledger, clock[0], "2");
      clock[0] = NOW;
      spend(ledger, clock[0], "5");
    }
  }

  static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  private void spend(LedgerWriter ledger, Instant at, String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = HoldId.mint(at, bytes);
    Money cost = Money.ofUsd(usd);
    ledger.hold(
        new HoldRequest(id, "K1", List.of("m"), cost, Duration.ofMinutes(1), Duration.ZERO));
    ledger.settle(id, cost, null);
  }

  /// Happens once, when somebody is about to read.
  void beforeReplay(Runnable happens) {
    beforeReplay.set(happens);
  }

  /// Happens once, when rows are about to be removed.
  synchronized void beforeRemoving(Runnable happens) {
    beforeRemoving = happens;
  }

  /// As somebody could who can write the database.
  synchronized void replaceBase(Checkpoint other) {
    base = other;
  }

  @Override
  public synchronized Optional<Checkpoint> base() {
    return Optional.ofNullable(base);
  }

  /// Without the lock of the others: what happens first may be another thread's work.
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void replay(Head known, Consumer<Batch> reader) {
    beforeReplay.getAndSet(() -> {}).run();
    super.replay(known, reader);
  }

  @Override
  public Head lastBefore(Instant time) {
    return BookContract.all(this).stream()
        .takeWhile(batch -> batch.at().isBefore(time))
        .map(Batch::head)
        .reduce(Head.EMPTY, (before, last) -> last);
  }

  @Override
  public void replay(Head after, Head last, Consumer<Batch> reader) {
    super.replay(
        after,
        batch -> {
          if (batch.number() <= last.number()) {
            reader.accept(batch);
          }
        });
  }

  @Override
  public boolean has(Head head) {
    return BookContract.all(this).stream().map(Batch::head).anyMatch(head::equals);
  }

  @Override
  public synchronized void beginAfter(Head before, Checkpoint next) {
    if (!before.equals(base().map(Checkpoint::head).orElse(Head.EMPTY))) {
      throw new LedgerUnavailable("somebody else was quicker");
    }
    base = next;
  }

  @Override
  public synchronized boolean removeSome() {
    Runnable first = beforeRemoving;
    beforeRemoving = () -> {};
    first.run();
    long begin = base == null ? 0 : base.head().number();
    boolean isOld = BookContract.all(this).getFirst().number() <= begin;
    if (isOld) {
      drop(1);
    }
    return isOld;
  }
}
