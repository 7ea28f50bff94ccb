package dev.trafficcontrol.gateway;

/// A whole answer of `/v1/chat/completions`.
final class CompletionDocument implements Document {

  private final OpenAiUsage usage;

  CompletionDocument(PaidRequest request) {
    this.usage = new OpenAiUsage(request);
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI;
  }

  @Override
  public Verdict verdict(byte[] body) {
    JsonWalk.object(body, this::field);
    return usage.verdict();
  }

  private void field(String name, JsonWalk value) {
    switch (name) {
      case "usage" -> usage.report(value);
      case "model" -> usage.servedBy(value.text());
      case "service_tier" -> {
        if (!value.isNull()) {
          usage.tier(value.text());
        }
      }
      default -> value.skip();
    }
  }
}
