package dev.trafficcontrol.gateway;

import org.jspecify.annotations.Nullable;

/// A whole answer of `/v1/messages`.
final class MessageDocument implements Document {

  private final RunningUsage usage;
  private @Nullable ReportedUsage reported;
  private boolean refused;
  private boolean contentIsEmpty = true;

  MessageDocument(PaidRequest request) {
    this.usage = new RunningUsage(request.model(), request.caching(), request.modifiers());
  }

  @Override
  public Protocol protocol() {
    return Protocol.ANTHROPIC;
  }

  @Override
  public Verdict verdict(byte[] body) {
    JsonWalk.object(body, this::field);
    if (reported == null || reported.output() == null) {
      return new Verdict.Unknown("the answer has no usage");
    }
    usage.report(reported);
    if (!usage.knowsPrompt()) {
      return new Verdict.Unknown("the answer does not count its prompt");
    }
    if (refused && contentIsEmpty) {
      return new Verdict.NothingBilled("the provider refused before any content");
    }
    return new Verdict.Known(usage.hops());
  }

  private void field(String name, JsonWalk value) {
    switch (name) {
      case "usage" -> reported = value.isNull() ? null : ReportedUsage.read(value);
      case "model" -> usage.servedBy(value.text());
      case "stop_reason" -> {
        refused = value.isText() && value.text().equals("refusal");
        value.skip();
      }
      case "content" ->
          value.elements(block -> {
            contentIsEmpty = false;
            block.skip();
          });
      default -> value.skip();
    }
  }
}
