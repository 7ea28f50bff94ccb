package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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

  private final Map<HoldId, Hold> open = new HashMap<>();
  private final TreeSet<Deadline> deadlines = new TreeSet<>();
  private final EndedIds ended = new EndedIds();
  private final Map<HoldId, ExpiredHold> expired = new HashMap<>();

  /// The book's time. Nothing is let go of by a later one, as in [Accounts].
  private Instant booked = Instant.EPOCH;

  private record Deadline(Instant at, HoldId id) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
      int times = at.compareTo(other.at);
      return times == 0 ? id.compareTo(other.id) : times;
    }
  }

  void bookedAt(Instant at) {
    booked = at;
  }

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

  void expire(HoldId id, Instant bookedAt, @Nullable String why) {
    expired.put(id, new ExpiredHold(end(id), bookedAt, why, null));
  }

  /// Keeps what an expired hold counts as from now on. What was metered is known, and known once.
  void correct(HoldId id, Money before, ExpiredHold.Correction news) {
    ExpiredHold known = expired.get(id);
    if (known == null) {
      throw new BrokenInvariant("hold " + id + " is corrected, but has not expired");
    }
    if (known.isMetered()) {
      throw new BrokenInvariant("hold " + id + " is corrected, but was metered");
    }
    if (!known.charged().equals(before)) {
      throw new BrokenInvariant(
          "hold %s is corrected from %s, but counts as %s".formatted(id, before, known.charged()));
    }
    expired.put(id, known.correctedBy(news));
  }

  /// The clock was set: what was booked at times that lie ahead now is booked now, as its accounts
  /// have it.
  void setBack(Instant now) {
    expired.replaceAll((id, known) -> known.bookedNoLaterThan(now));
  }

  /// Ids of those that ended so lately that they are still told from unknown ones.
  List<HoldId> endedSince(Instant now) {
    return ended.since(now.minus(MEMORY));
  }

  /// What a snapshot says, of one that nothing has ended in.
  void restore(List<HoldId> endedLately, List<ExpiredHold> unknown) {
    ended.addAll(endedLately);
    unknown.forEach(known -> expired.put(known.hold().id(), known));
  }

  /// How many there are to write down in a snapshot.
  long known() {
    return open.size() + ended.size() + expired.size();
  }

  @Nullable Hold find(HoldId id) {
    return open.get(id);
  }

  @Nullable ExpiredHold findExpired(HoldId id) {
    return expired.get(id);
  }

  Collection<ExpiredHold> expired() {
    return expired.values();
  }

  boolean hasEnded(HoldId id, Instant now) {
    ended.forgetBefore(booked.minus(MEMORY));
    return ended.contains(id) || id.mintedAt().isBefore(now.minus(MEMORY));
  }

  Collection<Hold> all() {
    return open.values();
  }

  List<HoldId> pastDeadline(Instant now) {
    if (deadlines.isEmpty() || deadlines.first().at().isAfter(now)) {
      return List.of();
    }
    return deadlines.stream()
        .takeWhile(deadline -> !deadline.at().isAfter(now))
        .map(Deadline::id)
        .toList();
  }

  Optional<Instant> nextDeadline() {
    return deadlines.isEmpty() ? Optional.empty() : Optional.of(deadlines.first().at());
  }
}
