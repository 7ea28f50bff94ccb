package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.adapter.webhook.slack.SlackApi;
import dev.trafficcontrol.adapter.webhook.slack.SocketMode;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.Pace;
import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.alert.offer.Offers.Stale;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes people's answers while a daemon works: a thread for each Slack app that listens, and one
/// that shows what came of them. Nothing else waits for any of these.
public final class AnswerService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerService.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  /// For what was taken to be done, and to be shown.
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LAST_LOOKS = Duration.ofMillis(20);

  /// A message that has not been shown anew by then has been read as it is.
  private static final int MOST_ATTEMPTS = 100;

  private final List<SlackChannel> channels;
  private final AnswerDesk desk;
  private final Offers offers;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Semaphore news = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();

  private AnswerService(
      List<SlackChannel> channels,
      AnswerDesk desk,
      Offers offers,
      InstantSource clock,
      RandomGenerator random) {
    this.channels = channels;
    this.desk = desk;
    this.offers = offers;
    this.clock = clock;
    this.random = random;
  }

  /// What answers are kept in, and where refused ones are told.
  public record Records(Offers offers, AlertLog alerts) {}

  public static AnswerService start(
      List<SlackChannel> channels,
      Records records,
      Deeds deeds,
      InstantSource clock,
      RandomGenerator random) {
    AnswerDesk desk = new AnswerDesk(channels, records.offers(), deeds, records.alerts(), clock);
    AnswerService service =
        new AnswerService(List.copyOf(channels), desk, records.offers(), clock, random);
    service.finishLeft();
    service.listen();
    service.begin("slack-answers", service::show);
    return service;
  }

  /// One connection for each app, however many channels it serves.
  private void listen() {
    Map<String, SlackChannel> apps = new LinkedHashMap<>();
    channels.forEach(
        channel -> apps.putIfAbsent(channel.settings().tokens().app().reveal(), channel));
    apps.forEach((token, channel) ->
        begin(
            "slack-" + channel.target(),
            new SocketMode(
                    new SlackApi(channel.settings().api(), ANSWER_WITHIN),
                    token,
                    click -> receive(click, channel),
                    SocketMode.Timing.USUAL,
                    random)
                ::keep));
  }

  private Runnable receive(Click click, SlackChannel by) {
    Runnable then = desk.receive(click, by);
    news.release();
    return () -> {
      then.run();
      news.release();
    };
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(String name, Work work) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void show() throws InterruptedException {
    while (true) {
      finishLeft();
      for (SlackChannel channel : channels) {
        showAll(channel);
      }
      if (news.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    }
  }

  /// Whatever breaks in a store is tried again at the next look.
  private void finishLeft() {
    try {
      desk.finishLeft();
    } catch (RuntimeException broken) {
      LOG.error("What was pressed and left can't be looked up", broken);
    }
  }

  private void showAll(SlackChannel channel) throws InterruptedException {
    try {
      Optional<Stale> stale = offers.stale(channel.target(), clock.instant());
      while (stale.isPresent()) {
        note(stale.get(), channel.app().show(stale.get()));
        stale = offers.stale(channel.target(), clock.instant());
      }
    } catch (RuntimeException broken) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      LOG.error("What came of presses in {} can't be shown", channel.target(), broken);
    }
  }

  private void note(Stale message, Outcome outcome) {
    switch (outcome) {
      case Outcome.Delivered _ -> offers.shown(message);
      case Outcome.Refused(String why, String _) -> {
        LOG.error("What came of a press will not be shown: {}", why);
        offers.shown(message);
      }
      case Outcome.Later(String why, Optional<Duration> after) -> {
        LOG.warn("What came of a press has to wait: {}", why);
        if (message.attempts() >= MOST_ATTEMPTS) {
          offers.shown(message);
        } else {
          offers.again(
              message, clock.instant().plus(Pace.pause(message.attempts() + 1, after, random)));
        }
      }
    }
  }

  /// Lets what was taken come to its end, if that is soon, and be shown; the next process does the
  /// rest.
  @Override
  public void close() {
    try {
      long until = System.nanoTime() + END_WITHIN.toNanos();
      while (!isDone() && System.nanoTime() < until) {
        news.release();
        Thread.sleep(BETWEEN_LAST_LOOKS);
      }
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /// What waits for Slack to be back does not keep a daemon from ending.
  private boolean isDone() {
    try {
      return desk.isIdle()
          && channels.stream()
              .allMatch(channel -> offers.stale(channel.target(), clock.instant()).isEmpty());
    } catch (RuntimeException broken) {
      LOG.warn("What was pressed can't be looked up any more", broken);
      return true;
    }
  }
}
