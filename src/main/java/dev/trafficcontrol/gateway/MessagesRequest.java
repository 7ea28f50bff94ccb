package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.InputBound;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PromptElement;
import java.util.List;

/// All of a `/v1/messages` body that bears on what it can cost.
///
/// @param prompt settings, tools, system prompt and messages, in the order the provider reads them
/// @param recount what its prompt counts at the beginning of a later one
record MessagesRequest(
    String model,
    long maxTokens,
    Delivery delivery,
    Modifiers modifiers,
    Caching caching,
    ServerTools serverTools,
    List<PromptElement> prompt,
    Recount recount) {

  MessagesRequest {
    prompt = List.copyOf(prompt);
  }

  /// Whether its metered input bounds a later prompt that begins with this one.
  boolean isMemorable() {
    return recount == Recount.SAME && !serverTools.mayGrow();
  }

  /// The bound of the prompt's tokens by its bytes alone.
  long inputBound() {
    long tokens = 0;
    for (PromptElement element : prompt) {
      tokens += element.tokenBound();
      if (tokens < 0) {
        return InputBound.WHOLE_WINDOW;
      }
    }
    return tokens;
  }
}
