package dev.trafficcontrol.pricing;

/// What one hop used, each token counted in exactly one category.
///
/// `input` is what was neither written to nor read from the provider's cache. A provider that
/// reports cached tokens as a *subset* of its input (OpenAI) must be converted before.
///
/// @param write5m tokens written to the cache for five minutes
/// @param write1h tokens written to the cache for one hour
/// @param output includes thinking
/// @param webSearches successful ones: failed ones are free
public record TokenUsage(
    long input, long write5m, long write1h, long cacheRead, long output, long webSearches) {

  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, 0);

  public TokenUsage {
    if ((input | write5m | write1h | cacheRead | output | webSearches) < 0) {
      throw new IllegalArgumentException(
          "usage is never negative: input %d, write5m %d, write1h %d, cacheRead %d, output %d, webSearches %d"
              .formatted(input, write5m, write1h, cacheRead, output, webSearches));
    }
  }

  /// All tokens of the prompt, cached or not: what decides the price tier.
  public long promptTokens() {
    return Math.addExact(Math.addExact(input, cacheRead), Math.addExact(write5m, write1h));
  }

  /// Of the prompt and of the answer, all kinds alike.
  public long allTokens() {
    return Math.addExact(promptTokens(), output);
  }

  public TokenUsage plus(TokenUsage more) {
    return new TokenUsage(
        Math.addExact(input, more.input),
        Math.addExact(write5m, more.write5m),
        Math.addExact(write1h, more.write1h),
        Math.addExact(cacheRead, more.cacheRead),
        Math.addExact(output, more.output),
        Math.addExact(webSearches, more.webSearches));
  }
}
