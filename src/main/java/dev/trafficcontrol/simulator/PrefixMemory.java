package dev.trafficcontrol.simulator;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/// The prefixes that are cached right now, in simulated time. Reading renews an entry.
final class PrefixMemory {
  /// A few hundred prompts of a million tokens each, or very many short ones.
  private static final int MOST_ENTRIES = 1_000_000;

  private record Entry(long lifetime, long expires) {}

  private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final LongSupplier simulatedNanos;

  PrefixMemory(LongSupplier simulatedNanos) {
    this.simulatedNanos = simulatedNanos;
  }

  /// Forgets what expired, and then everything, where there is no room for more.
  void makeRoom() {
    long now = simulatedNanos.getAsLong();
    if (entries.size() > MOST_ENTRIES) {
      entries.values().removeIf(entry -> entry.expires() < now);
    }
    if (entries.size() > MOST_ENTRIES) {
      entries.clear();
    }
  }

  void put(String prefix, long lifetimeNanos) {
    entries.put(prefix, new Entry(lifetimeNanos, simulatedNanos.getAsLong() + lifetimeNanos));
  }

  boolean isKnown(String prefix) {
    long now = simulatedNanos.getAsLong();
    Entry renewed =
        entries.computeIfPresent(
            prefix,
            (_, entry) ->
                entry.expires() < now ? null : new Entry(entry.lifetime(), now + entry.lifetime()));
    return renewed != null;
  }
}
