package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.adapter.webhook.SlackBlocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Pieces of text as Slack marks them up.
public final class SlackText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private static final int MOST = 1_000;

  private SlackText() {}

  /// Shown as that person's name. Nobody is called by an id that is none.
  public static String mention(String user) {
    return isUser(user) ? "<@" + user + ">" : plain(user);
  }

  public static boolean isUser(String id) {
    return id.matches("[UW][A-Z0-9]{1,30}");
  }

  /// The time of day, where the reader is.
  public static String time(Instant at) {
    return "<!date^%d^{time}|%s>".formatted(at.getEpochSecond(), TIME.format(at));
  }

  /// Shown as it is.
  public static String plain(String text) {
    return SlackBlocks.escaped(text, MOST);
  }
}
