package dev.trafficcontrol.key;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a key may ask for, whatever its money would cover. A rule that is absent forbids nothing.
///
/// Stored with the key in the book, so they are the same on every node and after every start; a key
/// that needs other rules is another key.
///
/// @param models base ids of the price book, sorted: the only ones it may call
/// @param maxTokens the longest limit that one call may set to each of its answers, in tokens
/// @param callsPerMinute how many calls it may make within any minute
/// @param lowering what becomes of its calls that the budgets don't afford; null for what books of
///   before there was a choice meant, which is [Lowering#NEVER]
public record KeyRules(
    @Nullable List<String> models,
    @Nullable Long maxTokens,
    @Nullable Integer callsPerMinute,
    @Nullable Lowering lowering) {

  /// Those of a key without any.
  public static final KeyRules NONE = new KeyRules(null, null, null);

  /// Each call of the last minute is remembered, so that there is a most. A key that may do more
  /// than this needs no such rule.
  public static final int MOST_CALLS_PER_MINUTE = 10_000;

  public KeyRules {
    // One way to say it, so that equal rules are equal.
    lowering = lowering == Lowering.NEVER ? null : lowering;
    if (models != null) {
      models = List.copyOf(new TreeSet<>(models));
      if (models.isEmpty()) {
        throw new IllegalArgumentException("a key that may call no model is no use to anybody");
      }
    }
    if (maxTokens != null && maxTokens < 1) {
      throw new IllegalArgumentException("an answer has at least one token");
    }
    if (callsPerMinute != null && (callsPerMinute < 1 || callsPerMinute > MOST_CALLS_PER_MINUTE)) {
      throw new IllegalArgumentException(
          "calls per minute are 1 to " + MOST_CALLS_PER_MINUTE + ", not " + callsPerMinute);
    }
  }

  /// Rules of a key whose calls are sent as they are, or not at all.
  public KeyRules(
      @Nullable List<String> models, @Nullable Long maxTokens, @Nullable Integer callsPerMinute) {
    this(models, maxTokens, callsPerMinute, null);
  }

  public KeyRules withLowering(Lowering other) {
    return new KeyRules(models, maxTokens, callsPerMinute, other);
  }

  public boolean allowsLowering() {
    return lowering == Lowering.TO_BUDGET;
  }

  /// @param model its base id
  public boolean allows(String model) {
    return models == null || models.contains(model);
  }

  /// The longest of these many tokens that one answer may have.
  public long capped(long tokens) {
    return maxTokens == null ? tokens : Math.min(maxTokens, tokens);
  }
}
