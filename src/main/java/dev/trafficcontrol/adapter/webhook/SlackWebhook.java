package dev.trafficcontrol.adapter.webhook;

import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.Message;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Posts messages to a channel by one of Slack's incoming webhooks.
///
/// Slack knows no ids of senders: what was sent but not noted can stand in the channel twice, each
/// time with the same message id at its end. Source:
/// <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>, read 2026-11-26.
public final class SlackWebhook implements AlertSink {

  private final JsonPost post;

  /// @param address as good as a password: whoever has it can post
  public SlackWebhook(URI address, Duration answerWithin) {
    this.post = new JsonPost(address, answerWithin);
  }

  @Override
  public Outcome deliver(Message message) throws InterruptedException {
    return post.send(SlackBlocks.of(message), Map.of());
  }
}
