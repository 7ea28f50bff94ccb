package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/// Prompt caching as the provider documents it, in simulated time.
///
/// A breakpoint writes the prefix that ends there; a later request reads the longest prefix it
/// shares with an entry, looking back at most [#LOOK_BACK] blocks from each of its own breakpoints.
/// A prefix is known by the hash of its content, per key and model. Reading renews an entry. An
/// entry can be read only once the answer that wrote it has begun.
final class PromptCache {
  /// How many blocks before a breakpoint are tried, the breakpoint's own included.
  static final int LOOK_BACK = 20;

  /// Prefixes shorter than this are not cached, and nobody is told.
  static final long LEAST_TOKENS = 1024;

  private static final int MOST_ENTRIES = 100_000;

  private record Entry(long lifetime, long expires) {}

  private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final LongSupplier simulatedNanos;

  PromptCache(LongSupplier simulatedNanos) {
    this.simulatedNanos = simulatedNanos;
  }

  /// How the prompt's tokens fall into read, written and neither.
  Usage split(String owner, Prompt prompt) {
    List<Prompt.Block> blocks = prompt.blocks();
    int readTo = longestKnown(owner, prompt);
    long read = readTo < 0 ? 0 : blocks.get(readTo).tokensUpTo();
    long hourTo = read;
    long end = read;
    for (int at : prompt.breakpoints()) {
      Prompt.Block block = blocks.get(at);
      if (block.tokensUpTo() < LEAST_TOKENS) {
        continue;
      }
      if (block.lifetime() == Prompt.Lifetime.HOUR) {
        hourTo = Math.max(hourTo, block.tokensUpTo());
      }
      end = Math.max(end, block.tokensUpTo());
    }
    return new Usage(prompt.tokens() - end, end - hourTo, hourTo - read, read, 0, 0);
  }

  /// Makes the prompt's breakpoints readable: its answer has begun.
  void store(String owner, Prompt prompt) {
    long now = simulatedNanos.getAsLong();
    if (entries.size() > MOST_ENTRIES) {
      entries.values().removeIf(entry -> entry.expires() < now);
    }
    if (entries.size() > MOST_ENTRIES) {
      entries.clear();
    }
    for (int at : prompt.breakpoints()) {
      Prompt.Block block = prompt.blocks().get(at);
      if (block.tokensUpTo() >= LEAST_TOKENS) {
        long lifetime = block.lifetime().nanos();
        entries.put(owner + block.hash(), new Entry(lifetime, now + lifetime));
      }
    }
  }

  private int longestKnown(String owner, Prompt prompt) {
    for (int at : prompt.breakpoints().reversed()) {
      for (int back = at; back >= 0 && back > at - LOOK_BACK; back--) {
        if (isKnown(owner + prompt.blocks().get(back).hash())) {
          return back;
        }
      }
    }
    return -1;
  }

  private boolean isKnown(String key) {
    long now = simulatedNanos.getAsLong();
    Entry renewed =
        entries.computeIfPresent(
            key,
            (_, entry) ->
                entry.expires() < now ? null : new Entry(entry.lifetime(), now + entry.lifetime()));
    return renewed != null;
  }
}
