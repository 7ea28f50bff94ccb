package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.InputBound;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PromptElement;
import java.util.List;

/// All of a paid call's body that bears on what it can cost, whichever protocol it is in.
///
/// @param prompt settings, tools, system prompt and messages, in the order the provider reads them
/// @param recount what its prompt counts at the beginning of a later one
record PaidRequest(
    String model,
    Output output,
    Delivery delivery,
    Modifiers modifiers,
    Caching caching,
    ServerTools serverTools,
    List<PromptElement> prompt,
    Recount recount) {

  /// What may be sampled.
  ///
  /// @param maxTokens for each answer, thinking included; 0 where the client did not say
  /// @param answers how many are sampled
  /// @param predicted tokens that the client foresaw: rejected ones are billed as output too
  /// @param thought how many of `maxTokens` the client lets the model think with; 0 where it did
  ///   not say
  record Output(long maxTokens, int answers, long predicted, long thought) {

    Output {
      if (maxTokens < 0 || answers < 1 || predicted < 0 || thought < 0) {
        throw new IllegalArgumentException("an answer has no negative size");
      }
    }

    /// Without a word on thinking.
    Output(long maxTokens, int answers, long predicted) {
      this(maxTokens, answers, predicted, 0);
    }

    Output limitedTo(long tokens) {
      return new Output(tokens, answers, predicted, thought);
    }

    /// What may be billed for each answer.
    long most() {
      long sum = maxTokens + predicted;
      return sum < 0 ? Long.MAX_VALUE : sum;
    }
  }

  PaidRequest {
    prompt = List.copyOf(prompt);
  }

  PaidRequest withMaxTokens(long maxTokens) {
    return new PaidRequest(
        model,
        output.limitedTo(maxTokens),
        delivery,
        modifiers,
        caching,
        serverTools,
        prompt,
        recount);
  }

  /// Whether its metered input bounds a later prompt that begins with this one.
  boolean isMemorable() {
    return recount == Recount.SAME && !serverTools.mayGrow() && output.answers() == 1;
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
