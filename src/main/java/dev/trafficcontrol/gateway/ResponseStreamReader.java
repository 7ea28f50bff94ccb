package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Hop;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the usage of a streamed answer of `/v1/responses`: the event that ends it has the whole
/// response in it, and that the usage.
final class ResponseStreamReader implements AnswerReader, SseReader.Events {

  /// Each says the last word.
  private static final Set<String> LAST =
      Set.of("response.completed", "response.incomplete", "response.failed");

  /// Before these come, nothing was sampled.
  private static final Set<String> WITHOUT_CONTENT =
      Set.of("response.created", "response.queued", "response.in_progress", "keepalive");

  /// Comes once for each. The last event may leave the items of the answer out.
  private static final String SEARCH = "response.web_search_call.in_progress";

  private final SseReader sse = new SseReader(this, StreamReader.MOST_EVENT_BYTES);
  private final PaidRequest request;
  private @Nullable ResponseDocument last;
  private boolean anyContent;
  private long searches;
  private boolean unreadable;
  private String error = "";
  private String code = "";

  ResponseStreamReader(PaidRequest request) {
    this.request = request;
  }

  @Override
  public void feed(byte[] bytes, int length) {
    sse.feed(bytes, length);
  }

  @Override
  public void event(String name, byte[] data) {
    if (WITHOUT_CONTENT.contains(name)) {
      return;
    }
    if (!name.isEmpty() && !LAST.contains(name) && !name.equals("error")) {
      content(name);
      return;
    }
    try {
      new Event().read(data);
    } catch (Unreadable garbled) {
      unreadable = true;
    }
  }

  private void content(String type) {
    anyContent = true;
    if (type.equals(SEARCH)) {
      searches++;
    }
  }

  @Override
  public void oversized(String name) {
    anyContent = true;
    unreadable |= name.isEmpty() || LAST.contains(name);
  }

  @Override
  public boolean isStream() {
    return true;
  }

  @Override
  public boolean isOver() {
    return last != null || !error.isEmpty();
  }

  @Override
  public List<Hop> soFar() {
    return List.of();
  }

  /// The prompt is counted at the end only.
  @Override
  public Optional<Hop> provenBound() {
    return Optional.empty();
  }

  @Override
  public Verdict verdict(End end) {
    ResponseDocument response = last;
    if (unreadable) {
      return new Verdict.Unknown("the stream can't be read");
    }
    if (response != null) {
      response.searched(searches);
      Verdict verdict = response.verdict();
      return verdict instanceof Verdict.NothingBilled && anyContent
          ? new Verdict.Unknown("the stream failed in the middle")
          : verdict;
    }
    if (!error.isEmpty() && !anyContent) {
      return Verdict.NothingBilled.refused(
          "the provider sent " + error + " before any content", error, code);
    }
    return new Verdict.Unknown(
        error.isEmpty() ? "the stream broke off: " + end : "the stream ended in " + error);
  }

  /// One whose name decides, or that has none outside its data.
  private final class Event {
    private String type = "";
    private String ownCode = "";
    private @Nullable ResponseDocument response;
    private boolean hasError;

    void read(byte[] data) {
      JsonWalk.object(data, this::field);
      if (type.equals("error") || (type.isEmpty() && hasError)) {
        failed(ProviderError.read(data, Protocol.OPENAI));
      } else if (LAST.contains(type)) {
        last = response == null ? new ResponseDocument(request) : response;
      } else if (!WITHOUT_CONTENT.contains(type)) {
        content(type);
      }
    }

    /// An event of the name says its code beside it, others have it in an error. What somebody in
    /// between says proves nothing of what was billed.
    private void failed(Optional<ProviderError> own) {
      unreadable |= type.isEmpty() && own.isEmpty();
      code = own.map(ProviderError::code).orElse(ownCode);
      error = own.map(ProviderError::type).orElse(ownCode.isEmpty() ? "an error" : ownCode);
    }

    private void field(String name, JsonWalk value) {
      switch (name) {
        case "code" -> {
          if (value.isText()) {
            ownCode = value.text();
          } else {
            value.skip();
          }
        }
        case "type" -> type = value.text();
        case "response" -> {
          if (value.isObject()) {
            response = new ResponseDocument(request);
            response.read(value);
          } else {
            value.skip();
          }
        }
        case "error" -> {
          hasError = !value.isNull();
          value.skip();
        }
        default -> value.skip();
      }
    }
  }
}
