package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.alert.Pace;
import dev.trafficcontrol.alert.offer.Click;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stays connected to Slack, and hands on what is pressed.
///
/// An envelope is acknowledged once its clicks are received, which is durable; where that fails, or
/// the acknowledgement gets lost, Slack sends it again. Where Slack says that it will end a
/// connection, the next one is opened before that one is left.
public final class SocketMode {

  private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);
  private static final int MOST_AT_ONCE = 64;

  /// Longest pause is half a minute: people wait at the other end.
  private static final int MOST_FAILURES = 6;

  /// Far more often than this, and Slack has no peace.
  private static final Duration GOOD_LINE = Duration.ofSeconds(30);

  private static final Duration UNWANTED = Duration.ofMinutes(5);

  /// Takes clicks.
  public interface Receiver {

    /// Returns once it is durable what becomes of the click, soon; what is to be done then.
    ///
    /// @throws RuntimeException where it could not be made durable
    Runnable receive(Click click);
  }

  /// @param greetWithin from the connection on
  /// @param hearWithin more than `pingEvery`
  public record Timing(Duration greetWithin, Duration pingEvery, Duration hearWithin) {
    public static final Timing USUAL =
        new Timing(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private final SlackApi api;
  private final String appToken;
  private final Receiver receiver;
  private final Timing timing;
  private final RandomGenerator random;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  public SocketMode(
      SlackApi api, String appToken, Receiver receiver, Timing timing, RandomGenerator random) {
    this.api = api;
    this.appToken = appToken;
    this.receiver = receiver;
    this.timing = timing;
    this.random = random;
  }

  /// Until its thread is interrupted.
  public void keep() throws InterruptedException {
    List<Line> open = new ArrayList<>();
    int failures = 0;
    try {
      while (true) {
        Attempt attempt = connect();
        if (attempt instanceof Attempt.Connected(Line line)) {
          long since = System.nanoTime();
          open.add(line);
          leaveOldest(open);
          LOG.info("Connected to Slack");
          Line.Change change = line.awaitChange(timing.pingEvery(), timing.hearWithin());
          boolean wasGood = System.nanoTime() - since > GOOD_LINE.toNanos();
          failures = wasGood ? 0 : failures + 1;
          attempt = after(change);
          if (change != Line.Change.WARNED) {
            open.remove(line);
          } else if (failures <= 1) {
            continue;
          }
        } else {
          failures++;
        }
        rest(attempt, failures);
      }
    } finally {
      open.forEach(Line::end);
    }
  }

  /// What came of trying to connect.
  private sealed interface Attempt {
    record Connected(Line line) implements Attempt {}

    record Failed(String why, Optional<Duration> after) implements Attempt {}
  }

  private static Attempt after(Line.Change change) {
    return switch (change) {
      case WARNED -> new Attempt.Failed("Slack wants a new connection", Optional.empty());
      case GONE -> new Attempt.Failed("the connection to Slack ended", Optional.empty());
      case UNWANTED ->
          new Attempt.Failed(
              "Socket Mode is off: switch it on in the app's settings", Optional.of(UNWANTED));
    };
  }

  private void rest(Attempt attempt, int failures) throws InterruptedException {
    if (attempt instanceof Attempt.Failed(String why, Optional<Duration> after)) {
      Duration pause = Pace.pause(Math.min(failures, MOST_FAILURES), after, random);
      LOG.warn("Slack is tried again in {} s: {}", pause.toSeconds(), why);
      Thread.sleep(pause);
    }
  }

  /// The one before the newest is left to Slack, so that what is on its way is acknowledged there.
  private static void leaveOldest(List<Line> lines) throws InterruptedException {
    while (lines.size() > 2) {
      lines.removeFirst().leave();
    }
  }

  private Attempt connect() throws InterruptedException {
    return switch (api.call("apps.connections.open", appToken)) {
      case SlackApi.Reply.Done(var answer) -> connect(answer.path("url").stringValue(""));
      case SlackApi.Reply.Later(var why, var after) -> new Attempt.Failed(why, after);
      case SlackApi.Reply.Failed failed -> {
        var refused = SlackErrors.refused("apps.connections.open", failed);
        yield new Attempt.Failed(refused.why() + "; " + refused.fix(), Optional.of(UNWANTED));
      }
    };
  }

  private Attempt connect(String url) throws InterruptedException {
    Line line = new Line(this::accept);
    try {
      URI address = URI.create(url);
      if (!api.mayConnectTo(address)) {
        return new Attempt.Failed("Slack named an address that is not encrypted", Optional.empty());
      }
      var connecting =
          api.client()
              .newWebSocketBuilder()
              .connectTimeout(timing.greetWithin())
              .buildAsync(address, line);
      connecting.get(timing.greetWithin().toNanos(), TimeUnit.NANOSECONDS);
      if (line.isGreeted(timing.greetWithin())) {
        return new Attempt.Connected(line);
      }
      line.end();
      return new Attempt.Failed("Slack did not greet", Optional.empty());
    } catch (IllegalArgumentException noAddress) {
      return new Attempt.Failed("Slack named no address", Optional.empty());
    } catch (ExecutionException | TimeoutException broken) {
      line.end();
      return new Attempt.Failed("Slack's socket could not be opened", Optional.empty());
    } catch (InterruptedException ended) {
      line.end();
      throw ended;
    }
  }

  /// Where too much comes at once the rest is not acknowledged, so that it comes again.
  private void accept(Line from, Envelope envelope) {
    if (room.tryAcquire()) {
      Thread.ofVirtual()
          .name("slack-envelope")
          .start(() -> {
            try {
              handle(from, envelope);
            } catch (InterruptedException ended) {
              Thread.currentThread().interrupt();
            } catch (RuntimeException broken) {
              LOG.error("What was pressed in Slack was not taken; it will come again", broken);
            } finally {
              room.release();
            }
          });
    }
  }

  /// What was taken is done, whatever becomes of the rest.
  private void handle(Line from, Envelope envelope) throws InterruptedException {
    List<Runnable> next = new ArrayList<>();
    try {
      for (Click click : envelope.clicks()) {
        next.add(receiver.receive(click));
      }
      if (!envelope.id().isEmpty() && !from.send(envelope.acknowledgement())) {
        LOG.warn("An acknowledgement to Slack was lost; the press is known when it comes again");
      }
    } finally {
      next.forEach(Runnable::run);
    }
  }
}
