package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Hop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the usage of an answer that comes as one JSON document, or of an error. Kept whole until
/// its end, up to a bound above which the cost counts as unknown.
final class WholeReader implements AnswerReader {

  static final int MOST_BYTES = 32 * 1024 * 1024;

  /// The provider gave up; work may have been done, and billed, before it did.
  private static final int GATEWAY_TIMEOUT = 504;

  private final int status;
  private final RunningUsage usage;
  private byte[] kept = new byte[8192];
  private int length;
  private boolean tooLong;

  WholeReader(int status, MessagesRequest request) {
    this.status = status;
    this.usage = new RunningUsage(request.model(), request.caching(), request.modifiers());
  }

  @Override
  public void feed(byte[] bytes, int count) {
    if (tooLong || length + count > MOST_BYTES) {
      tooLong = true;
      return;
    }
    if (length + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length + count, kept.length * 2));
    }
    System.arraycopy(bytes, 0, kept, length, count);
    length += count;
  }

  /// Only the end of the document is its end.
  @Override
  public boolean isOver() {
    return false;
  }

  @Override
  public List<Hop> soFar() {
    return List.of();
  }

  @Override
  public Optional<Hop> provenBound() {
    return Optional.empty();
  }

  @Override
  public Verdict verdict(End end) {
    if (end == End.BROKEN || tooLong) {
      return new Verdict.Unknown(
          tooLong ? "the answer is too long to be read" : "the answer broke off");
    }
    byte[] body = Arrays.copyOf(kept, length);
    return status == 200 ? message(body) : error(body);
  }

  private Verdict error(byte[] body) {
    Optional<ProviderError> own = ProviderError.read(body);
    return own.isPresent() && status != GATEWAY_TIMEOUT && status >= 400
        ? new Verdict.NothingBilled(
            "the provider answered " + status + " " + own.get().type() + " before any content")
        : new Verdict.Unknown(
            "status " + status + (own.isPresent() ? "" : " in a shape that is not the provider's"));
  }

  private Verdict message(byte[] body) {
    Message message = new Message();
    try {
      JsonWalk.object(body, message::field);
    } catch (Unreadable garbled) {
      return new Verdict.Unknown("the answer can't be read: " + garbled.reason());
    }
    ReportedUsage reported = message.reported;
    if (reported == null || reported.output() == null) {
      return new Verdict.Unknown("the answer has no usage");
    }
    usage.report(reported);
    if (!usage.knowsPrompt()) {
      return new Verdict.Unknown("the answer does not count its prompt");
    }
    if (message.refused && message.contentIsEmpty) {
      return new Verdict.NothingBilled("the provider refused before any content");
    }
    return new Verdict.Known(usage.hops());
  }

  private final class Message {
    private @Nullable ReportedUsage reported;
    private boolean refused;
    private boolean contentIsEmpty = true;

    void field(String name, JsonWalk value) {
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
}
