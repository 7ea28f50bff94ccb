package dev.trafficcontrol.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/// Writes plain text of exactly so many tokens.
final class Prose {
  /// Of one token each by [Tokenizer], so that any length can be reached.
  private static final List<String> SHORT =
      List.of("the", "file", "test", "code", "this", "now", "line", "one", "that", "with", "and");

  private static final List<String> LONG =
      List.of(
          "function",
          "returns",
          "change",
          "because",
          "budget",
          "project",
          "request",
          "carefully",
          "existing",
          "behaviour",
          "different",
          "before",
          "implementation",
          "configuration",
          "result",
          "value",
          "should",
          "would",
          "another",
          "quickly");

  private static final int WORDS_PER_SENTENCE = 12;

  private Prose() {}

  static String of(long tokens, RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    long left = tokens;
    int words = 0;
    while (left > 0) {
      if (words == WORDS_PER_SENTENCE) {
        text.append('.');
        left--;
        words = 0;
        continue;
      }
      String word = LONG.get(random.nextInt(LONG.size()));
      if (random.nextBoolean() || Tokenizer.count(word) > left) {
        word = SHORT.get(random.nextInt(SHORT.size()));
      }
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(word);
      left -= Tokenizer.count(word);
      words++;
    }
    return text.toString();
  }

  /// The longest beginning of a text that has at most so many tokens.
  static String cut(String text, long tokens) {
    int fits = 0;
    int tooLong = text.length() + 1;
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (Tokenizer.count(text.substring(0, middle)) <= tokens) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return text.substring(0, fits);
  }
}
