package dev.trafficcontrol.gateway;

import dev.trafficcontrol.usage.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who has made a call, read off its headers. What is no name is passed over, and never refused: a
/// call must not depend on what is said of it.
final class ClientHeaders {

  /// What begins so is said to us alone.
  private static final String OURS = "x-trafficcontrol-";

  /// How one kind of client says it: the names of its headers, the first that is there counts.
  private record Dialect(List<String> session, List<String> agent, List<String> parent) {

    /// Some send their session's name for its first agent as well, which has no other.
    Client client(Headers headers) {
      @Nullable String name = only(headers, session);
      return new Client(
          name, unlike(name, only(headers, agent)), unlike(name, only(headers, parent)));
    }

    private static @Nullable String unlike(@Nullable String session, @Nullable String agent) {
      return agent == null || agent.equals(session) ? null : agent;
    }
  }

  /// Ours wins, for whoever wants another name than the one that their client gives itself.
  ///
  /// Sources: Claude Code 2.1.197 and Codex 0.169.0 as they send, and the names in their programs
  /// (`session_id` is an older Codex's: codex-rs/codex-api/src/requests/headers.rs); OpenCode's
  /// packages/opencode/src/session/llm/request.ts, whose agents have sessions of their own.
  private static final List<Dialect> DIALECTS =
      List.of(
          new Dialect(
              List.of(OURS + "session"), List.of(OURS + "agent"), List.of(OURS + "parent-agent")),
          new Dialect(
              List.of("x-claude-code-session-id"),
              List.of("x-claude-code-agent-id"),
              List.of("x-claude-code-parent-agent-id")),
          new Dialect(
              List.of("session-id", "session_id"),
              List.of("thread-id"),
              List.of("x-codex-parent-thread-id")),
          new Dialect(
              List.of("x-parent-session-id", "x-session-id"), List.of("x-session-id"), List.of()));

  private ClientHeaders() {}

  static boolean isOurs(String name) {
    return name.regionMatches(true, 0, OURS, 0, OURS.length());
  }

  static Client client(Headers headers) {
    @Nullable String session = null;
    @Nullable String agent = null;
    @Nullable String parent = null;
    for (Dialect dialect : DIALECTS) {
      Client said = dialect.client(headers);
      session = session == null ? said.session() : session;
      agent = agent == null ? said.agent() : agent;
      parent = parent == null ? said.parent() : parent;
    }
    return new Client(session, agent, parent);
  }

  private static @Nullable String only(Headers headers, List<String> names) {
    for (String name : names) {
      String value = only(headers, name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /// Where one header says two things, which of them is meant can't be told.
  private static @Nullable String only(Headers headers, String name) {
    @Nullable String found = null;
    for (Header field : headers.fields()) {
      if (field.name().equalsIgnoreCase(name)) {
        if (!Client.isName(field.value()) || (found != null && !found.equals(field.value()))) {
          return null;
        }
        found = field.value();
      }
    }
    return found;
  }
}
