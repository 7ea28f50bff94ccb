package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Hop;
import java.util.List;
import java.util.Optional;

/// Reads the usage of a streamed answer: `message_start`, content, `message_delta`s,
/// `message_stop`, and an `error` that may come at any time, also after HTTP 200.
final class StreamReader implements AnswerReader, SseReader.Events {

  /// Far above any event with usage in it; only such events have to be kept.
  static final int MOST_EVENT_BYTES = 8 * 1024 * 1024;

  private final SseReader sse = new SseReader(this, MOST_EVENT_BYTES);
  private final RunningUsage usage;
  private final PaidRequest request;
  private boolean started;
  private boolean anyContent;
  private boolean unreadable;
  private boolean stopped;

  /// Content after the last usage is content that nobody has counted yet.
  private boolean contentSinceUsage;

  private boolean usageInDelta;
  private String stopReason = "";
  private String error = "";

  StreamReader(PaidRequest request) {
    this.request = request;
    this.usage = new RunningUsage(request.model(), request.caching(), request.modifiers());
  }

  @Override
  public void feed(byte[] bytes, int length) {
    sse.feed(bytes, length);
  }

  @Override
  public void event(String name, byte[] data) {
    if (name.equals("ping")) {
      return;
    }
    if (name.startsWith("content_block")) {
      content();
      return;
    }
    try {
      take(StreamEvent.read(data));
    } catch (Unreadable garbled) {
      unreadable = true;
    }
  }

  @Override
  public void oversized(String name) {
    content();
    unreadable |= !name.startsWith("content_block");
  }

  private void take(StreamEvent event) {
    switch (event.type()) {
      case "message_start" -> start(event);
      case "message_delta" -> delta(event);
      case "message_stop" -> stopped = true;
      case "error" -> error = event.errorType() == null ? "an error" : event.errorType();
      case "content_block_start", "content_block_delta", "content_block_stop" -> content();
      default -> {}
    }
  }

  private void start(StreamEvent event) {
    started = true;
    if (event.model() != null) {
      usage.servedBy(event.model());
    }
    if (event.usage() != null) {
      usage.report(event.usage());
    }
  }

  private void delta(StreamEvent event) {
    if (event.usage() != null && event.usage().output() != null) {
      usage.report(event.usage());
      usageInDelta = true;
      contentSinceUsage = false;
    }
    if (event.stopReason() != null) {
      stopReason = event.stopReason();
    }
  }

  private void content() {
    anyContent = true;
    contentSinceUsage = true;
  }

  @Override
  public boolean isOver() {
    return stopped || !error.isEmpty();
  }

  @Override
  public List<Hop> soFar() {
    return usage.knowsPrompt() ? usage.hops() : List.of();
  }

  @Override
  public boolean isStream() {
    return true;
  }

  /// Server tools bill the growing prompt again, so that with them the first event proves nothing.
  @Override
  public Optional<Hop> provenBound() {
    return usage.knowsPrompt() && !usageInDelta && !unreadable && !request.serverTools().mayGrow()
        ? Optional.of(usage.atMost(request.output().maxTokens()))
        : Optional.empty();
  }

  @Override
  public Verdict verdict(End end) {
    if (!error.isEmpty() && !started && !anyContent && !unreadable) {
      return Verdict.NothingBilled.refused(
          "the provider sent " + error + " before any content", error);
    }
    boolean counted = usage.knowsPrompt() && usageInDelta && !contentSinceUsage && !unreadable;
    if (counted && stopReason.equals("refusal") && !anyContent) {
      return new Verdict.NothingBilled("the provider refused before any content");
    }
    if (counted && (stopped || !stopReason.isEmpty())) {
      return new Verdict.Known(usage.hops());
    }
    if (!error.isEmpty()) {
      return new Verdict.Unknown("the stream ended in " + error);
    }
    return new Verdict.Unknown(
        stopped ? "the stream had no final usage" : "the stream broke off: " + end);
  }
}
