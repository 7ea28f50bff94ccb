package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// The ids of holds that ended lately, by when they were minted: what is old is let go of as a
/// whole stretch of time.
final class EndedIds {

  private static final long STRETCH_MILLIS = Duration.ofSeconds(10).toMillis();

  private final TreeMap<Long, IdSet> byStretch = new TreeMap<>();
  private long size;

  void add(HoldId id) {
    if (byStretch.computeIfAbsent(stretch(id.mintedAt()), first -> new IdSet()).add(id)) {
      size++;
    }
  }

  void addAll(Collection<HoldId> ids) {
    ids.forEach(this::add);
  }

  boolean contains(HoldId id) {
    IdSet ids = byStretch.get(stretch(id.mintedAt()));
    return ids != null && ids.contains(id);
  }

  /// Lets go of most of what was minted before.
  void forgetBefore(Instant oldest) {
    long first = stretch(oldest);
    while (!byStretch.isEmpty() && byStretch.firstKey() < first) {
      size -= byStretch.pollFirstEntry().getValue().size();
    }
  }

  /// What was not minted before, in the order of minting.
  List<HoldId> since(Instant oldest) {
    return byStretch.tailMap(stretch(oldest), true).values().stream()
        .flatMap(IdSet::ids)
        .filter(id -> !id.mintedAt().isBefore(oldest))
        .sorted()
        .toList();
  }

  long size() {
    return size;
  }

  private static long stretch(Instant mintedAt) {
    return Math.floorDiv(mintedAt.toEpochMilli(), STRETCH_MILLIS);
  }
}
