package dev.trafficcontrol.adapter.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/// The beginning of an answer's body, for people: as much of it as comes soon.
final class FirstWords implements BodySubscriber<String> {

  static final int ENOUGH = 300;

  private static final int SOON_MILLIS = 2_000;

  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();

  /// @param most bytes; 0 waits for nothing
  FirstWords(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<String> getBody() {
    return over.completeOnTimeout(true, SOON_MILLIS, TimeUnit.MILLISECONDS).thenApply(_ -> text());
  }

  private synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    // Whatever else comes is not waited for: an answer may have no end.
    var _ = over.thenRun(subscription::cancel);
    if (most == 0) {
      over.complete(true);
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] some = new byte[Math.min(part.remaining(), most - bytes.size())];
      part.get(some);
      bytes.writeBytes(some);
    }
    if (bytes.size() == most) {
      over.complete(true);
    }
  }

  @Override
  public void onError(Throwable broken) {
    over.complete(true);
  }

  @Override
  public void onComplete() {
    over.complete(true);
  }
}
