package dev.trafficcontrol.adapter.webhook.slack;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One connection to Slack, from its greeting to its end.
final class Line implements WebSocket.Listener {

  /// Why a line is to be left.
  enum Change {
    /// Slack is about to end it; it still serves.
    WARNED,
    /// Slack does not want this app to be connected.
    UNWANTED,
    GONE
  }

  private static final int LONGEST = 1 << 20;
  private static final Duration SENT_WITHIN = Duration.ofSeconds(3);

  private final BiConsumer<Line, Envelope> receiver;
  private final CompletableFuture<Boolean> hello = new CompletableFuture<>();
  private final CompletableFuture<Change> change = new CompletableFuture<>();
  private final ReentrantLock sending = new ReentrantLock();
  private final StringBuilder text = new StringBuilder();
  private volatile long lastHeard = System.nanoTime();
  private volatile @Nullable WebSocket socket;

  /// @param receiver is not to wait for anything
  Line(BiConsumer<Line, Envelope> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    lastHeard = System.nanoTime();
    if (text.length() + part.length() > LONGEST) {
      end();
      return null;
    }
    text.append(part);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      Envelope.read(whole).ifPresent(this::receive);
    }
    from.request(1);
    return null;
  }

  private void receive(Envelope envelope) {
    switch (envelope.type()) {
      case Envelope.HELLO -> hello.complete(true);
      case Envelope.DISCONNECT ->
          change.complete(
              envelope.reason().equals("link_disabled") ? Change.UNWANTED : Change.WARNED);
      default -> receiver.accept(this, envelope);
    }
  }

  /// The answer to a ping is sent by the client itself.
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    return heard(from);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    return heard(from);
  }

  private @Nullable CompletionStage<?> heard(WebSocket from) {
    lastHeard = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    gone();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable broken) {
    gone();
  }

  private void gone() {
    hello.complete(false);
    change.complete(Change.GONE);
  }

  /// Whether Slack greeted in time.
  boolean isGreeted(Duration within) throws InterruptedException {
    try {
      return hello.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible.getCause());
    }
  }

  /// Waits until it is to be left: for Slack's word, its end, or because nothing is heard any more
  /// although it is asked.
  Change awaitChange(Duration pingEvery, Duration hearWithin) throws InterruptedException {
    while (true) {
      try {
        return change.get(pingEvery.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException quiet) {
        if (System.nanoTime() - lastHeard > hearWithin.toNanos() || !ping()) {
          end();
          return Change.GONE;
        }
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible.getCause());
      }
    }
  }

  private boolean ping() throws InterruptedException {
    return sent(to -> to.sendPing(ByteBuffer.allocate(0)));
  }

  /// Whether it went out; where it did not, whoever waits for it sends again.
  boolean send(String message) throws InterruptedException {
    return sent(to -> to.sendText(message, true));
  }

  private interface Sending {
    CompletableFuture<WebSocket> to(WebSocket socket);
  }

  /// One at a time, as the client wants it.
  private boolean sent(Sending what) throws InterruptedException {
    WebSocket to = socket;
    if (to == null) {
      return false;
    }
    sending.lock();
    try {
      what.to(to).get(SENT_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | IllegalStateException broken) {
      return false;
    } finally {
      sending.unlock();
    }
  }

  /// What is on its way may still be answered.
  void leave() throws InterruptedException {
    sent(to -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  void end() {
    WebSocket now = socket;
    if (now != null) {
      now.abort();
    }
    gone();
  }
}
