package dev.trafficcontrol.simulator;

import tools.jackson.databind.node.ObjectNode;

/// What OpenAI's answers say of usage: cached tokens are a part of the input, thought is a part of
/// the output.
///
/// @param reasoning of the output, what was thought
record OpenAiUsage(Usage usage, long reasoning, GptModel.CacheWrites cacheWrites) {

  static OpenAiUsage of(PreparedCall call, Usage usage) {
    long thought = call.reply().reasoningTokens() * call.conversation().form().choices();
    return new OpenAiUsage(
        usage,
        Math.min(thought, usage.output()),
        switch (call.billing().model()) {
          case GptModel gpt -> gpt.cacheWrites();
          case ClaudeModel _ -> GptModel.CacheWrites.AS_INPUT;
        });
  }

  void chat(ObjectNode node) {
    node.put("prompt_tokens", usage.prompt())
        .put("completion_tokens", usage.output())
        .put("total_tokens", usage.prompt() + usage.output());
    ObjectNode prompt = node.putObject("prompt_tokens_details");
    cached(prompt);
    prompt.put("audio_tokens", 0);
    node.putObject("completion_tokens_details")
        .put("reasoning_tokens", reasoning)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
  }

  void responses(ObjectNode node) {
    node.put("input_tokens", usage.prompt());
    cached(node.putObject("input_tokens_details"));
    node.put("output_tokens", usage.output());
    node.putObject("output_tokens_details").put("reasoning_tokens", reasoning);
    node.put("total_tokens", usage.prompt() + usage.output());
  }

  private void cached(ObjectNode details) {
    details.put("cached_tokens", usage.read());
    details.put(
        "cache_write_tokens",
        switch (cacheWrites) {
          case PRICED -> usage.write5m() + usage.write1h();
          case AS_INPUT -> 0;
        });
  }
}
