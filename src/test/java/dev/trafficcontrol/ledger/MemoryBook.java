package dev.trafficcontrol.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A book in memory that can be told to fail, before or after it has become durable.
public class MemoryBook implements SoleBook {

  /// How the next appends behave.
  public enum Fault {
    NONE,
    /// Fails, and nothing was written.
    BEFORE_WRITING,
    /// Fails although the batch is durable, as a connection that breaks after the commit does.
    AFTER_WRITING
  }

  private final List<Batch> batches = new ArrayList<>();
  private final Map<BudgetId, BudgetView> projection = new LinkedHashMap<>();
  private Fault fault = Fault.NONE;
  private int faultyAppends;
  private int failedAppends;
  private int replays;
  private @Nullable Checkpoint checkpoint;
  private String beforeKind = "";
  private Runnable before = () -> {};

  public synchronized void failNext(int appends, Fault how) {
    faultyAppends = appends;
    fault = how;
  }

  /// Does so once, just before the next batch with an event of that kind is written.
  public synchronized void beforeNext(String kind, Runnable first) {
    beforeKind = kind;
    before = first;
  }

  public synchronized int failedAppends() {
    return failedAppends;
  }

  /// How often the book was read from its beginning.
  public synchronized int replays() {
    return replays;
  }

  @Override
  public synchronized Head head() {
    return batches.isEmpty() ? Head.EMPTY : batches.getLast().head();
  }

  @Override
  public synchronized void replay(Head known, Consumer<Batch> reader) {
    if (known.equals(Head.EMPTY)) {
      replays++;
    }
    List.copyOf(batches).stream().filter(batch -> batch.number() > known.number()).forEach(reader);
  }

  @Override
  public synchronized Optional<Checkpoint> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  @Override
  public synchronized void keep(Checkpoint newest) {
    checkpoint = newest;
  }

  @Override
  public synchronized void append(Batch batch, List<BudgetView> touched) {
    Fault now = faultyAppends > 0 ? fault : Fault.NONE;
    faultyAppends = Math.max(0, faultyAppends - 1);
    if (batch.entries().stream().anyMatch(entry -> entry.kind().equals(beforeKind))) {
      beforeKind = "";
      before.run();
    }
    if (now == Fault.BEFORE_WRITING) {
      failedAppends++;
      throw new LedgerUnavailable("planted: nothing was written");
    }
    if (!batch.follows(head())) {
      throw new LedgerUnavailable("batch " + batch.number() + " does not follow the head");
    }
    batches.add(batch);
    touched.forEach(view -> projection.put(view.id(), view));
    if (now == Fault.AFTER_WRITING) {
      failedAppends++;
      throw new LedgerUnavailable("planted: written, but nobody was told");
    }
  }

  public synchronized List<BudgetView> projection() {
    return List.copyOf(projection.values());
  }

  public synchronized List<LedgerEvent> events() {
    return batches.stream()
        .flatMap(batch -> batch.entries().stream())
        .map(EventCodec::read)
        .toList();
  }

  /// Replaces an entry's text, as somebody who can write the file could.
  public synchronized void tamper(int batch, String find, String replace) {
    Batch old = batches.get(batch - 1);
    List<Batch.Entry> entries =
        old.entries().stream()
            .map(entry -> new Batch.Entry(entry.json().replace(find, replace)))
            .toList();
    batches.set(
        batch - 1,
        new Batch(
            old.number(), old.firstEvent(), old.at(), entries, old.previousHash(), old.hash()));
  }

  /// As somebody does who knows how hashes are made: the batch gets a new hash of its own, and the
  /// one after it names that.
  public synchronized void forge(int batch, String find, String replace) {
    tamper(batch, find, replace);
    Batch old = batches.get(batch - 1);
    Head before = batch == 1 ? Head.EMPTY : batches.get(batch - 2).head();
    Batch forged = Batch.after(before, old.at(), old.entries());
    batches.set(batch - 1, forged);
    Batch next = batches.get(batch);
    batches.set(
        batch,
        new Batch(
            next.number(),
            next.firstEvent(),
            next.at(),
            next.entries(),
            forged.hash(),
            next.hash()));
  }

  public synchronized void drop(int batch) {
    batches.remove(batch - 1);
  }
}
