package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.adapter.webhook.slack.SlackText;
import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.alert.offer.Deed;
import dev.trafficcontrol.alert.offer.DeedWords;
import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.alert.offer.Offers.Taking;
import dev.trafficcontrol.alert.offer.Offers.Unfinished;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where presses are answered: looks who pressed and what was offered, takes it, has it done, and
/// says what came of it.
final class AnswerDesk {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerDesk.class);

  private final List<SlackChannel> channels;
  private final Offers offers;
  private final Deeds deeds;
  private final AlertLog alerts;
  private final InstantSource clock;

  /// How many presses of an offer this process is at.
  private final Map<String, Integer> inWork = new ConcurrentHashMap<>();

  AnswerDesk(
      List<SlackChannel> channels,
      Offers offers,
      Deeds deeds,
      AlertLog alerts,
      InstantSource clock) {
    this.channels = List.copyOf(channels);
    this.offers = offers;
    this.deeds = deeds;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// What becomes of a click is durable on return; what is to be done then.
  ///
  /// @param by where it came in
  Runnable receive(Click click, SlackChannel by) {
    Optional<Offer> offer = offers.find(click.offer());
    Optional<SlackChannel> channel =
        offer.flatMap(
            one -> channels.stream().filter(c -> c.target().equals(one.target())).findFirst());
    if (channel.isEmpty()) {
      return () ->
          whisper(
              by,
              click,
              "That button is none of those that this TrafficControl offers. Each one needs a Slack app of its own.");
    }
    if (!channel.get().allows(click.by().id())) {
      return refuse(channel.get(), offer.get(), click);
    }
    return take(channel.get(), offer.get(), click);
  }

  /// Told once an hour for each person, so that nobody fills what others read.
  private Runnable refuse(SlackChannel channel, Offer offer, Click click) {
    Instant now = clock.instant();
    String label = DeedWords.label(offer.deed());
    LOG.warn("{} pressed '{}' and is not on the list", click.by().actor(), label);
    alerts.raise(
        new Alert(
            "press-refused",
            Alert.Severity.WARNING,
            click.by().id() + " " + now.truncatedTo(ChronoUnit.HOURS),
            "%s pressed '%s' in %s and is not on the list of %s: nothing was done"
                .formatted(
                    click.by().actor(), label, channel.settings().channel(), channel.target()),
            now));
    return () ->
        whisper(
            channel,
            click,
            "You are not on the list of those whose presses count here, so nothing was done. Ask "
                + SlackText.mention(channel.settings().allow().getFirst())
                + ".");
  }

  private Runnable take(SlackChannel channel, Offer offer, Click click) {
    Instant now = clock.instant();
    inWork.merge(offer.id(), 1, Integer::sum);
    Taking taking;
    try {
      taking = offers.take(click, pressed(offer.deed(), click.by().id(), now) + " …", now);
    } catch (RuntimeException notWritten) {
      leave(offer);
      throw notWritten;
    }
    return switch (taking) {
      case Taking.Taken(Offer taken) -> () -> act(taken, click, now);
      case Taking.Known _ -> {
        leave(offer);
        yield () -> {};
      }
      case Taking.Over(String why) -> {
        leave(offer);
        yield () -> whisper(channel, click, why);
      }
    };
  }

  private void leave(Offer offer) {
    inWork.computeIfPresent(offer.id(), (_, presses) -> presses > 1 ? presses - 1 : null);
  }

  /// Where it can't be noted what came of it, [#finishLeft] finds out.
  private void act(Offer offer, Click click, Instant at) {
    try {
      Reply reply = deeds.act(offer, click.by().actor());
      LOG.info("{} pressed '{}': {}", click.by().actor(), DeedWords.label(offer.deed()), reply);
      offers.end(offer, verdict(offer.deed(), reply, click.by().id(), at));
    } catch (RuntimeException broken) {
      LOG.error("What came of a press could not be noted", broken);
    } finally {
      leave(offer);
    }
  }

  /// Says of what was taken and left, by the process before this one or by a store that failed,
  /// whether it was done. It is not done again.
  void finishLeft() {
    for (Unfinished left : offers.unfinished()) {
      if (!inWork.containsKey(left.offer().id())) {
        Deed deed = left.offer().deed();
        String user = user(left.actor());
        offers.end(
            left.offer(),
            deeds.wasDone(left)
                ? done(deed, user, left.takenAt())
                : pressed(deed, user, left.takenAt())
                    + ". It was not done: TrafficControl ended in between. If it is still wanted, give it by hand.");
      }
    }
  }

  /// Whether all that was taken has come to an end.
  boolean isIdle() {
    return inWork.isEmpty();
  }

  private static String verdict(Deed deed, Reply reply, String user, Instant at) {
    return switch (reply) {
      case Reply.Done(Facts facts) ->
          done(deed, user, at)
              + facts
                  .maybe("merged_into")
                  .map(branch -> " Its work is on " + SlackText.plain(branch) + ".")
                  .orElse("");
      case Reply.Refused(Fault fault) ->
          "%s. It was not done: %s To do: %s"
              .formatted(
                  pressed(deed, user, at),
                  SlackText.plain(fault.why()),
                  SlackText.plain(fault.fix()));
    };
  }

  private static String done(Deed deed, String user, Instant at) {
    return "%s by %s at %s."
        .formatted(
            SlackText.plain(DeedWords.done(deed)), SlackText.mention(user), SlackText.time(at));
  }

  private static String pressed(Deed deed, String user, Instant at) {
    return "%s pressed “%s” at %s"
        .formatted(
            SlackText.mention(user), SlackText.plain(DeedWords.label(deed)), SlackText.time(at));
  }

  /// `slack:U123 (anna)` is `U123`.
  private static String user(String actor) {
    return actor.substring(actor.indexOf(':') + 1).split(" ", 2)[0];
  }

  private static void whisper(SlackChannel channel, Click click, String text) {
    try {
      if (channel.app().whisper(click.by().id(), text) instanceof Outcome.Delivered) {
        return;
      }
      LOG.warn("{} could not be told: {}", click.by().actor(), text);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
