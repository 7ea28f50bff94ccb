package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.alert.AlertSink.Outcome;

/// Slack's names for what is wrong, and what to do about each.
final class SlackErrors {

  private SlackErrors() {}

  static Outcome.Refused refused(String method, SlackApi.Reply.Failed failed) {
    String needed = failed.needed().isEmpty() ? "" : ", it needs " + failed.needed();
    return new Outcome.Refused(
        "Slack refused %s: %s%s".formatted(method, failed.error(), needed),
        fix(failed.error(), method.startsWith("apps.") ? "app-token" : "bot-token"));
  }

  private static String fix(String error, String token) {
    return switch (error) {
      case "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "not_allowed_token_type" ->
          "make a new token in the app's settings and set the variable of its " + token;
      case "missing_scope" ->
          "add the scope in the app's settings, install it again, and set the new " + token;
      case "channel_not_found", "not_in_channel" ->
          "invite the app into the channel (/invite), and look whether channel is its id";
      case "is_archived" -> "name a channel that is not archived";
      case "restricted_action", "restricted_action_read_only_channel" ->
          "let the app post there, in the channel's or the workspace's settings";
      case "link_disabled", "socket_mode_not_enabled" ->
          "switch Socket Mode on in the app's settings";
      default -> "look it up at https://docs.slack.dev/reference/methods";
    };
  }
}
