package dev.trafficcontrol.simulator;

import java.util.function.LongSupplier;

/// The caches of all models.
final class Caches {
  private final Caching marked;
  private final Caching unpriced;
  private final Caching priced;

  /// @param simulatedNanos elapsed simulated time
  Caches(LongSupplier simulatedNanos) {
    PrefixMemory memory = new PrefixMemory(simulatedNanos);
    marked = new PromptCache(memory);
    unpriced = new AutomaticCache(memory, GptModel.CacheWrites.AS_INPUT);
    priced = new AutomaticCache(memory, GptModel.CacheWrites.PRICED);
  }

  Caching of(PricedModel model) {
    return switch (model) {
      case ClaudeModel _ -> marked;
      case GptModel gpt ->
          switch (gpt.cacheWrites()) {
            case AS_INPUT -> unpriced;
            case PRICED -> priced;
          };
    };
  }
}
