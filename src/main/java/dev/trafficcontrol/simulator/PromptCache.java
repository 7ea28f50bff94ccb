package dev.trafficcontrol.simulator;

import java.util.List;

/// Prompt caching as Anthropic documents it.
///
/// A breakpoint writes the prefix that ends there; a later request reads the longest prefix it
/// shares with an entry, looking back at most [#LOOK_BACK] blocks from each of its own breakpoints.
final class PromptCache implements Caching {
  /// How many blocks before a breakpoint are tried, the breakpoint's own included.
  static final int LOOK_BACK = 20;

  /// Prefixes shorter than this are not cached, and nobody is told.
  static final long LEAST_TOKENS = 1024;

  private final PrefixMemory memory;

  PromptCache(PrefixMemory memory) {
    this.memory = memory;
  }

  @Override
  public Usage split(String owner, Prompt prompt) {
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

  @Override
  public void store(String owner, Prompt prompt) {
    memory.makeRoom();
    for (int at : prompt.breakpoints()) {
      Prompt.Block block = prompt.blocks().get(at);
      if (block.tokensUpTo() >= LEAST_TOKENS) {
        memory.put(owner + block.hash(), block.lifetime().nanos());
      }
    }
  }

  private int longestKnown(String owner, Prompt prompt) {
    for (int at : prompt.breakpoints().reversed()) {
      for (int back = at; back >= 0 && back > at - LOOK_BACK; back--) {
        if (memory.isKnown(owner + prompt.blocks().get(back).hash())) {
          return back;
        }
      }
    }
    return -1;
  }
}
