package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Open holds, and as much of the ended ones as it takes to answer *ended* and to correct an
/// expiry.
final class Holds {

  /// Ids minted longer ago than this and not open are answered *ended* without being looked up.
  static final Duration MEMORY = HoldRequest.LONGEST_LIFETIME.multipliedBy(2);

  /// An expired hold whose true cost may still become known.
  record ExpiredHold(Hold hold, Instant bookedAt) {}

  private static final Comparator<HoldId> BY_MINTING = Comparator.comparing(HoldId::text);

  private final Map<HoldId, Hold> open = new HashMap<>();
  private final TreeSet<Deadline> deadlines =
      new TreeSet<>(Comparator.comparing(Deadline::at).thenComparing(Deadline::id, BY_MINTING));
  private final TreeSet<HoldId> ended = new TreeSet<>(BY_MINTING);
  private final Map<HoldId, ExpiredHold> expired = new HashMap<>();

  private record Deadline(Instant at, HoldId id) {}

  void open(Hold hold) {
    open.put(hold.id(), hold);
    deadlines.add(new Deadline(hold.deadline(), hold.id()));
  }

  void replace(Hold hold) {
    open.put(hold.id(), hold);
  }

  /// Closes an open hold and returns it. A hold that isn't open can't end: the book is broken if it
  /// says so.
  Hold end(HoldId id) {
    Hold hold = open.remove(id);
    if (hold == null) {
      throw new BrokenInvariant("hold " + id + " ends, but is not open");
    }
    deadlines.remove(new Deadline(hold.deadline(), id));
    ended.add(id);
    return hold;
  }

  void expire(HoldId id, Instant bookedAt) {
    expired.put(id, new ExpiredHold(end(id), bookedAt));
  }

  /// Ends the memory of an expired hold: its truth is known, and known once.
  ExpiredHold correct(HoldId id) {
    ExpiredHold known = expired.remove(id);
    if (known == null) {
      throw new BrokenInvariant("hold " + id + " is corrected, but has not expired");
    }
    return known;
  }

  /// The clock was set: what was booked at times that lie ahead now is booked now, as its accounts
  /// have it.
  void setBack(Instant now) {
    expired.replaceAll(
        (id, known) -> known.bookedAt().isAfter(now) ? new ExpiredHold(known.hold(), now) : known);
  }

  @Nullable Hold find(HoldId id) {
    return open.get(id);
  }

  @Nullable ExpiredHold findExpired(HoldId id) {
    return expired.get(id);
  }

  boolean hasEnded(HoldId id, Instant now) {
    Instant oldest = now.minus(MEMORY);
    while (!ended.isEmpty() && ended.first().mintedAt().isBefore(oldest)) {
      ended.pollFirst();
    }
    return ended.contains(id) || id.mintedAt().isBefore(oldest);
  }

  Collection<Hold> all() {
    return open.values();
  }

  List<HoldId> pastDeadline(Instant now) {
    return deadlines.stream()
        .takeWhile(deadline -> !deadline.at().isAfter(now))
        .map(Deadline::id)
        .toList();
  }

  Optional<Instant> nextDeadline() {
    return deadlines.isEmpty() ? Optional.empty() : Optional.of(deadlines.first().at());
  }
}
