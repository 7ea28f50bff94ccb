package dev.trafficcontrol.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// What the model reads, in order: tools, system, messages. Each block knows its tokens and the
/// hash of everything up to it, so that a prefix is known by one string.
///
/// @param blocks in the order the model reads them, never empty
record Prompt(List<Block> blocks) {

  /// @param tokensUpTo tokens of the prompt up to and with this block
  /// @param hash of the content up to and with this block, without cache marks
  record Block(long tokensUpTo, String hash, Lifetime lifetime) {}

  /// How long a breakpoint's prefix is to live.
  enum Lifetime {
    NONE(Duration.ZERO),
    FIVE_MINUTES(Duration.ofMinutes(5)),
    HOUR(Duration.ofHours(1));

    private final Duration length;

    Lifetime(Duration length) {
      this.length = length;
    }

    long nanos() {
      return length.toNanos();
    }
  }

  Prompt {
    blocks = List.copyOf(blocks);
  }

  long tokens() {
    return blocks.getLast().tokensUpTo();
  }

  /// The hash of the whole content: what an answer depends on.
  String hash() {
    return blocks.getLast().hash();
  }

  /// Indices of the blocks that end a cached prefix, first to last.
  List<Integer> breakpoints() {
    return IntStream.range(0, blocks.size())
        .filter(at -> blocks.get(at).lifetime() != Lifetime.NONE)
        .boxed()
        .toList();
  }

  /// Chains blocks together.
  static final class Builder {
    private final List<Block> blocks = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long tokens;
    private byte[] chain = new byte[0];

    /// Adds a block.
    ///
    /// @param content what the hash is taken of; what only costs tokens need not be in it
    void add(String content, long tokensOfBlock, Lifetime lifetime) {
      tokens += tokensOfBlock;
      digest.update(chain);
      chain = digest.digest(content.getBytes(StandardCharsets.UTF_8));
      blocks.add(new Block(tokens, HexFormat.of().formatHex(chain, 0, 16), lifetime));
    }

    /// Gives the last block a breakpoint where it has none.
    void markLast(Lifetime lifetime) {
      Block last = blocks.removeLast();
      blocks.add(
          last.lifetime() == Lifetime.NONE
              ? new Block(last.tokensUpTo(), last.hash(), lifetime)
              : last);
    }

    Prompt build() {
      return new Prompt(blocks);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
