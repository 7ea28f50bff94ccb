package dev.trafficcontrol.pricing.listed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A difference between the shipped book and the shipped second source that somebody has looked at.
/// It holds for these very prices: where either changes, it is a difference to look at again.
public record KnownDifference(Pattern models, PriceDifference difference, String why) {

  private static final String SEARCH =
      "without reasoning a search in preview is $25 per 1,000, and a search's tokens are not all in"
          + " the usage";

  private static final List<KnownDifference> ALL =
      List.of(
          known("claude-sonnet-5-5", "cache read", "0.10", "0.20", "cut to 0.10 on 2026-10-07"),
          known(
              "claude-sonnet-4",
              "sizes of prompts",
              "up to 200000, any",
              "any",
              "the long context of Sonnet 4 is dearer above 200,000 tokens"),
          known(
              "gpt-chat-latest",
              "sizes of prompts",
              "up to 271999, any",
              "any",
              "it stands for GPT-5.5, whose long prompts are dearer"),
          known("gpt-(4o|4\\.1)(-.+)?|gpt-.+-chat-latest", "web search", "0.025", "0.01", SEARCH));

  private static KnownDifference known(
      String models, String what, String ours, String theirs, String why) {
    return new KnownDifference(
        Pattern.compile(models), new PriceDifference("", what, ours, theirs), why);
  }

  /// Why it is as it is; empty for what nobody has looked at.
  public static Optional<String> why(PriceDifference found) {
    return ALL.stream()
        .filter(known ->
            known.models().matcher(found.model()).matches()
                && known
                    .difference()
                    .equals(new PriceDifference("", found.what(), found.ours(), found.theirs())))
        .map(KnownDifference::why)
        .findFirst();
  }
}
