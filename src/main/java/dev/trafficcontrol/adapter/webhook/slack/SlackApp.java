package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.adapter.webhook.SlackBlocks;
import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.alert.offer.Offering;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.alert.offer.Offers.Standing;
import dev.trafficcontrol.alert.offer.RaiseTerms;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Posts messages with buttons to one channel, and shows what became of them.
///
/// Slack knows no ids of senders: what was sent but not noted can stand in the channel twice, with
/// the same message id at its end and the same offers. Source:
/// <https://docs.slack.dev/reference/methods/chat.postMessage>.
public final class SlackApp implements AlertSink {

  private static final JsonMapper JSON = new JsonMapper();

  private final SlackApi api;
  private final Place place;
  private final Offers offers;
  private final InstantSource clock;

  /// A channel, and what may be offered there.
  ///
  /// @param environment such as `production`
  /// @param target the target's name
  /// @param channel its id
  /// @param raises empty where no limit may be raised from there
  public record Place(
      String environment,
      String target,
      String channel,
      Tokens tokens,
      Optional<RaiseTerms> raises) {}

  /// @param app opens connections
  /// @param bot posts
  public record Tokens(String app, String bot) {
    @Override
    public String toString() {
      return "***";
    }
  }

  public SlackApp(SlackApi api, Place place, Offers offers, InstantSource clock) {
    this.api = api;
    this.place = place;
    this.offers = offers;
    this.clock = clock;
  }

  @Override
  public Outcome deliver(Message message) throws InterruptedException {
    String body = SlackBlocks.of(message);
    var deeds = Offering.of(message, place.raises());
    Standing standing =
        deeds.isEmpty()
            ? new Standing(List.of(), List.of())
            : offers.offer(posting(message, body), deeds, clock.instant());
    ObjectNode json = Buttons.under(body, standing, place.environment());
    json.put("channel", place.channel());
    json.put("unfurl_links", false).put("unfurl_media", false);
    return switch (api.call("chat.postMessage", place.tokens().bot(), json)) {
      case SlackApi.Reply.Done(var answer) -> {
        offers.sent(place.target(), message.id(), answer.path("ts").stringValue(""));
        yield new Outcome.Delivered();
      }
      case SlackApi.Reply.Later(var why, var after) -> new Outcome.Later(why, after);
      case SlackApi.Reply.Failed failed -> SlackErrors.refused("chat.postMessage", failed);
    };
  }

  private Offers.Posting posting(Message message, String body) {
    return new Offers.Posting(
        place.target(), message.id(), place.channel(), AlertWords.subject(message), body);
  }

  /// Whether presses would come back: the other token, without opening a connection.
  @Override
  public Outcome probe() throws InterruptedException {
    return switch (api.call("apps.connections.open", place.tokens().app())) {
      case SlackApi.Reply.Done _ -> new Outcome.Delivered();
      case SlackApi.Reply.Later(var why, var after) -> new Outcome.Later(why, after);
      case SlackApi.Reply.Failed failed -> SlackErrors.refused("apps.connections.open", failed);
    };
  }

  /// Puts what became of a message's offers in the place of its buttons.
  public Outcome show(Offers.Stale message) throws InterruptedException {
    ObjectNode json =
        Buttons.under(message.posting().body(), message.standing(), place.environment());
    json.put("channel", message.posting().channel());
    json.put("ts", message.as());
    return switch (api.call("chat.update", place.tokens().bot(), json)) {
      case SlackApi.Reply.Done _ -> new Outcome.Delivered();
      case SlackApi.Reply.Later(var why, var after) -> new Outcome.Later(why, after);
      case SlackApi.Reply.Failed failed -> SlackErrors.refused("chat.update", failed);
    };
  }

  /// Tells one person in the channel, and nobody else. What does not arrive is not told again.
  ///
  /// @param text as of [SlackText]
  public Outcome whisper(String user, String text) throws InterruptedException {
    ObjectNode json =
        JSON.createObjectNode().put("channel", place.channel()).put("user", user).put("text", text);
    return switch (api.call("chat.postEphemeral", place.tokens().bot(), json)) {
      case SlackApi.Reply.Done _ -> new Outcome.Delivered();
      case SlackApi.Reply.Later(var why, var after) -> new Outcome.Later(why, after);
      case SlackApi.Reply.Failed failed -> SlackErrors.refused("chat.postEphemeral", failed);
    };
  }
}
