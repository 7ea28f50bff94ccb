package dev.trafficcontrol.pricing;

/// All that is known of a call before it is sent, as far as it bears on its cost.
///
/// @param inputTokens upper bound of the prompt ([InputBound], [ConversationMemory]); the context
///   window caps it here
/// @param maxOutputTokens `max_tokens`, which includes thinking
/// @param answers how many answers are sampled (OpenAI's `n`)
/// @param maxWebSearches the sum of `max_uses` over the web search tools
/// @param extraLoops how often tools that run at the provider may make it sample again. Where
///   nothing bounds that, refuse the call
public record CallShape(
    String model,
    long inputTokens,
    long maxOutputTokens,
    int answers,
    Caching caching,
    Modifiers modifiers,
    int maxWebSearches,
    int extraLoops) {

  public CallShape {
    if (inputTokens < 0 || maxOutputTokens < 0 || maxWebSearches < 0 || extraLoops < 0) {
      throw new IllegalArgumentException("a call's shape has no negative counts");
    }
    if (answers < 1) {
      throw new IllegalArgumentException("a call asks for at least one answer");
    }
  }
}
