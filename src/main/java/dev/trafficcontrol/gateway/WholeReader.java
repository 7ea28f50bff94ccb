package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.pricing.Hop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the usage of an answer that comes as one JSON document, or of an error. Kept whole until
/// its end, up to a bound above which the cost counts as unknown.
final class WholeReader implements AnswerReader {

  static final int MOST_BYTES = 32 * 1024 * 1024;

  /// The provider gave up; work may have been done, and billed, before it did.
  private static final int GATEWAY_TIMEOUT = 504;

  private final int status;
  private final Document document;
  private byte[] kept = new byte[2048];
  private int length;
  private boolean tooLong;

  WholeReader(int status, Document document) {
    this.status = status;
    this.document = document;
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

  @Override
  public boolean isStream() {
    return false;
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
    return status == 200 ? answer(body) : error(body);
  }

  private Verdict error(byte[] body) {
    Optional<ProviderError> own = ProviderError.read(body, document.protocol());
    return own.isPresent() && status != GATEWAY_TIMEOUT && status >= 400
        ? new Verdict.NothingBilled(
            "the provider answered " + status + " " + own.get().type() + " before any content",
            Backoff.asksForTime(status) ? NoAnswer.SPARED : NoAnswer.FAILED)
        : new Verdict.Unknown(
            "status " + status + (own.isPresent() ? "" : " in a shape that is not the provider's"));
  }

  private Verdict answer(byte[] body) {
    try {
      return document.verdict(body);
    } catch (Unreadable garbled) {
      return new Verdict.Unknown("the answer can't be read: " + garbled.reason());
    }
  }
}
