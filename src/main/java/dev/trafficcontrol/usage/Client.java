package dev.trafficcontrol.usage;

import org.jspecify.annotations.Nullable;

/// Who has made a call, by the client's own word: its session, and which of the session's agents.
///
/// A word for people, and never more. Whoever has a key can say what they like, so nothing is
/// granted, refused or charged by it; that is the key's.
///
/// @param session one conversation of a client, such as Claude Code's
/// @param agent which of its agents; null for the one the session began with
/// @param parent the agent that started this one; null where that is the session's first
public record Client(@Nullable String session, @Nullable String agent, @Nullable String parent) {

  /// Said nothing of itself.
  public static final Client UNNAMED = new Client(null, null, null);

  private static final int LONGEST = 100;

  public Client {
    require(session);
    require(agent);
    require(parent);
  }

  /// Whether a text can be the name of a session or an agent: 1 to 100 printable ASCII characters,
  /// so that it does nothing to a terminal, a log or a database that shows it.
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().allMatch(character -> character >= ' ' && character <= '~');
  }

  private static void require(@Nullable String name) {
    if (name != null && !isName(name)) {
      throw new IllegalArgumentException(
          "a client's session or agent is 1 to %d printable ASCII characters".formatted(LONGEST));
    }
  }
}
