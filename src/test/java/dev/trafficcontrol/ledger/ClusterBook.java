package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process's way to a [ClusterStore]: does what `PostgresBook` and its turns do, with a spot
/// between any two steps at which something can happen to the process or to its connection.
final class ClusterBook implements Book {

  /// Between which steps a node is.
  enum Spot {
    BEFORE_READING,
    BEFORE_TURN,
    IN_TURN,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /// What happens at a spot: nothing, time that passes while others work, a connection that breaks
  /// ([LedgerUnavailable]), or [Death].
  interface Fate {
    void at(ClusterBook who, Spot spot);
  }

  /// The connection breaks while the server does what it was asked.
  static final class LateCommit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LateCommit() {
      super("late", null, false, false);
    }
  }

  /// The process is gone, and its memory with it.
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("killed", null, false, false);
    }
  }

  private final String node;
  private final ClusterStore store;
  private final Fate fate;
  private Head seen = Head.EMPTY;
  private boolean isDoomed;
  private @Nullable Instant clockBefore;
  private Instant elapsedBefore = Instant.EPOCH;

  ClusterBook(String node, ClusterStore store, Fate fate) {
    this.node = node;
    this.store = store;
    this.fate = fate;
  }

  String node() {
    return node;
  }

  /// Whether the store has forgotten what this process has seen: it must do nothing any more.
  boolean isDoomed() {
    isDoomed |= !store.contains(seen);
    return isDoomed;
  }

  @Override
  public Head head() {
    return store.head();
  }

  @Override
  public void replay(Head known, Consumer<Batch> reader) {
    fate.at(this, Spot.BEFORE_READING);
    Head end = store.head();
    store.read(known.number(), reader);
    see(end);
  }

  /// The books of a script are short: each reads the whole one.
  @Override
  public Optional<Checkpoint> checkpoint() {
    return Optional.empty();
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    // as of #checkpoint
  }

  @Override
  public Turn turn() {
    fate.at(this, Spot.BEFORE_TURN);
    store.lock(this);
    boolean begun = false;
    try {
      Turn turn = new SharedTurn(store.head(), checked(store.clock()));
      begun = true;
      return turn;
    } finally {
      if (!begun) {
        store.release(this);
      }
    }
  }

  @Override
  public void ahead(Head known, Consumer<Batch> reader) {
    replay(known, reader);
  }

  private void see(Head head) {
    if (!isDoomed() && head.number() > seen.number()) {
      seen = head;
    }
  }

  /// As `DatabaseClock`: a step forward that elapsed time does not explain frees nothing.
  private Instant checked(Instant clock) {
    Instant before = clockBefore;
    if (before != null) {
      Instant expected = before.plus(Duration.between(elapsedBefore, store.now()));
      if (Duration.between(expected, clock).compareTo(ClockVerdict.TOLERANCE) > 0) {
        throw new LedgerUnavailable("the database's clock went forward more than time did");
      }
    }
    clockBefore = clock;
    elapsedBefore = store.now();
    return clock;
  }

  private final class SharedTurn implements Turn {

    private final Head head;
    private final Instant time;

    SharedTurn(Head head, Instant time) {
      this.head = head;
      this.time = time;
    }

    @Override
    public Instant time(Instant local) {
      return time;
    }

    @Override
    public void since(Head known, Consumer<Batch> reader) {
      if (!known.equals(head)) {
        if (known.number() >= head.number()) {
          throw new BrokenInvariant("the database is an older copy, or another book");
        }
        fate.at(ClusterBook.this, Spot.IN_TURN);
        store.word(ClusterBook.this);
        store.read(known.number(), reader);
        see(head);
      }
      store.keepAtHome(node, head);
    }

    @Override
    public void append(Batch batch, List<BudgetView> touched) {
      try {
        fate.at(ClusterBook.this, Spot.BEFORE_COMMIT);
      } catch (LateCommit late) {
        store.commitLate(ClusterBook.this, batch);
        throw new LedgerUnavailable("the connection broke during the commit", late);
      }
      store.commit(ClusterBook.this, batch);
      fate.at(ClusterBook.this, Spot.AFTER_COMMIT);
      store.keepAtHome(node, batch.head());
      see(batch.head());
    }

    @Override
    public void close() {
      store.release(ClusterBook.this);
    }
  }
}
