package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.GptModel.CacheWrites;
import java.time.Duration;
import java.util.List;

/// Prompt caching as OpenAI documents it: nothing is marked, every prompt of at least
/// [#LEAST_TOKENS] is cached, and what is read counts in steps of [#STEP]. A mark for where a
/// prefix ends (`prompt_cache_breakpoint`) changes nothing here.
final class AutomaticCache implements Caching {
  static final long LEAST_TOKENS = 1024;
  static final long STEP = 128;

  /// What entries of current models live at least, if nobody reads them.
  static final Duration LIFETIME = Duration.ofMinutes(30);

  private final PrefixMemory memory;
  private final CacheWrites writes;

  AutomaticCache(PrefixMemory memory, CacheWrites writes) {
    this.memory = memory;
    this.writes = writes;
  }

  @Override
  public Usage split(String owner, Prompt prompt) {
    long read = steps(longestKnown(owner, prompt));
    long written =
        switch (writes) {
          case AS_INPUT -> 0;
          case PRICED -> Math.max(0, steps(prompt.tokens()) - read);
        };
    return new Usage(prompt.tokens() - read - written, written, 0, read, 0, 0);
  }

  @Override
  public void store(String owner, Prompt prompt) {
    memory.makeRoom();
    for (Prompt.Block block : prompt.blocks()) {
      if (block.tokensUpTo() >= LEAST_TOKENS) {
        memory.put(owner + block.hash(), LIFETIME.toNanos());
      }
    }
  }

  private long longestKnown(String owner, Prompt prompt) {
    List<Prompt.Block> blocks = prompt.blocks();
    for (Prompt.Block block : blocks.reversed()) {
      if (block.tokensUpTo() < LEAST_TOKENS) {
        return 0;
      }
      if (memory.isKnown(owner + block.hash())) {
        return block.tokensUpTo();
      }
    }
    return 0;
  }

  private static long steps(long tokens) {
    return tokens < LEAST_TOKENS ? 0 : tokens / STEP * STEP;
  }
}
