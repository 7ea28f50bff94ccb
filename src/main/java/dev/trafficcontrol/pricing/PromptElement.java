package dev.trafficcontrol.pricing;

/// A part of a request in the order in which the provider reads it.
///
/// The *first* element stands for everything besides tools, system prompt and messages that can
/// change how many tokens these are: beta headers, thinking, tool choice, output format. Then come
/// tools, system prompt and each message. The print is taken without `cache_control`, which clients
/// move on from turn to turn and which is no part of the prompt.
///
/// @param tokenBound upper bound of the element's tokens ([InputBound])
public record PromptElement(Fingerprint print, long tokenBound) {

  public PromptElement {
    if (tokenBound < 0) {
      throw new IllegalArgumentException("a bound is never negative: " + tokenBound);
    }
  }
}
