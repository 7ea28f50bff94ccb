package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import java.util.List;
import java.util.stream.Stream;

/// What a key may ask for, in the words of a table's cells; `any` where nothing was said.
record KeyLimits(
    String models, String maxTokens, String callsPerMinute, String lowered, String expires) {

  private static final String ANY = "any";
  private static final String NEVER = "never";
  private static final String TO_BUDGET = "to budget";

  static KeyLimits of(Facts key) {
    List<String> models = key.texts("models");
    return new KeyLimits(
        models.isEmpty() ? ANY : String.join(", ", models),
        key.maybe("max_tokens").orElse(ANY),
        key.maybe("calls_per_minute").orElse(ANY),
        key.truth("lower_max_tokens") ? TO_BUDGET : NEVER,
        key.maybe("expires_at").orElse(NEVER));
  }

  /// One for each limit there is.
  List<String> lines() {
    return Stream.of(
            models.equals(ANY) ? "" : "Models   " + models,
            maxTokens.equals(ANY) ? "" : "Answers  at most " + maxTokens + " tokens each",
            callsPerMinute.equals(ANY) ? "" : "Calls    at most " + callsPerMinute + " a minute",
            lowered.equals(NEVER) ? "" : "Lowered  to what the budgets afford, if need be",
            expires.equals(NEVER) ? "" : "Expires  " + expires)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
