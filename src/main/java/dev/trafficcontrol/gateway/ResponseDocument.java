package dev.trafficcontrol.gateway;

import org.jspecify.annotations.Nullable;

/// A whole answer of `/v1/responses`, which is also what its stream ends with.
final class ResponseDocument implements Document {

  private final OpenAiUsage usage;
  private String status = "";
  private @Nullable String error;
  private boolean anyOutput;
  private long searches;

  ResponseDocument(PaidRequest request) {
    this.usage = new OpenAiUsage(request);
  }

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI;
  }

  @Override
  public Verdict verdict(byte[] body) {
    JsonWalk.object(body, this::field);
    return verdict();
  }

  /// Reads a response within another document.
  void read(JsonWalk response) {
    response.fields(this::field);
  }

  /// Of what was read.
  Verdict verdict() {
    usage.searched(searches);
    if (status.equals("failed") && !usage.isReported() && !anyOutput) {
      return new Verdict.NothingBilled("the provider failed before any content: " + error);
    }
    return usage.verdict();
  }

  private void field(String name, JsonWalk value) {
    switch (name) {
      case "usage" -> usage.report(value);
      case "model" -> usage.servedBy(value.text());
      case "status" -> status = value.text();
      case "service_tier" -> {
        if (!value.isNull()) {
          usage.tier(value.text());
        }
      }
      case "error" -> error(value);
      case "output" -> value.elements(this::item);
      default -> value.skip();
    }
  }

  private void error(JsonWalk value) {
    if (value.isObject()) {
      value.fields((name, part) -> {
        if (name.equals("code") && part.isText()) {
          error = part.text();
        } else {
          part.skip();
        }
      });
    }
  }

  private void item(JsonWalk item) {
    anyOutput = true;
    item.fields((name, value) -> {
      if (name.equals("type") && value.isText() && value.text().equals("web_search_call")) {
        searches++;
      } else {
        value.skip();
      }
    });
  }
}
