package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Hop;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the usage of a streamed answer of `/v1/chat/completions`: chunks, of which the last one
/// has the usage and no choices, then `[DONE]`.
final class ChatStreamReader implements AnswerReader, SseReader.Events {

  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private final SseReader sse = new SseReader(this, StreamReader.MOST_EVENT_BYTES);
  private final OpenAiUsage usage;
  private final Delivery delivery;
  private boolean anyContent;
  private boolean contentSinceUsage;
  private boolean unreadable;
  private boolean done;
  private boolean foreign;
  private String error = "";
  private String code = "";

  ChatStreamReader(PaidRequest request) {
    this.usage = new OpenAiUsage(request);
    this.delivery = request.delivery();
  }

  @Override
  public void feed(byte[] bytes, int length) {
    sse.feed(bytes, length);
  }

  @Override
  public void event(String name, byte[] data) {
    if (Arrays.equals(data, DONE)) {
      done = true;
      return;
    }
    try {
      JsonWalk.object(data, this::field);
      if (!error.isEmpty()) {
        failed(ProviderError.read(data, Protocol.OPENAI));
      }
    } catch (Unreadable garbled) {
      unreadable = true;
    }
  }

  @Override
  public void oversized(String name) {
    content();
    unreadable = true;
  }

  private void field(String name, JsonWalk value) {
    switch (name) {
      case "choices" ->
          value.elements(choice -> {
            content();
            choice.skip();
          });
      case "usage" -> {
        if (!value.isNull()) {
          usage.report(value);
          contentSinceUsage = false;
        }
      }
      case "model" -> usage.servedBy(value.text());
      case "service_tier" -> {
        if (!value.isNull()) {
          usage.tier(value.text());
        }
      }
      case "error" -> error(value);
      default -> value.skip();
    }
  }

  private void error(JsonWalk value) {
    if (!value.isNull()) {
      error = "an error";
      value.skip();
    }
  }

  /// What somebody in between says proves nothing of what was billed.
  private void failed(Optional<ProviderError> own) {
    foreign |= own.isEmpty();
    own.ifPresent(said -> {
      error = said.type();
      code = said.code();
    });
  }

  private void content() {
    anyContent = true;
    contentSinceUsage = true;
  }

  @Override
  public boolean isStream() {
    return true;
  }

  @Override
  public Passage passage() {
    return delivery == Delivery.STREAM_WITHOUT_USAGE ? new HiddenUsage() : Passage.AS_IT_COMES;
  }

  @Override
  public boolean isOver() {
    return done || !error.isEmpty();
  }

  @Override
  public List<Hop> soFar() {
    return usage.soFar();
  }

  /// The prompt is counted at the end only.
  @Override
  public Optional<Hop> provenBound() {
    return Optional.empty();
  }

  @Override
  public Verdict verdict(End end) {
    if (!error.isEmpty() && !anyContent && !unreadable && !foreign) {
      return Verdict.NothingBilled.refused(
          "the provider sent " + error + " before any content", error, code);
    }
    if (usage.isReported() && !contentSinceUsage && !unreadable && error.isEmpty()) {
      return usage.verdict();
    }
    if (!error.isEmpty()) {
      return new Verdict.Unknown("the stream ended in " + error);
    }
    return new Verdict.Unknown(
        done ? "the stream had no final usage" : "the stream broke off: " + end);
  }
}
