package dev.trafficcontrol.gateway;

import java.util.Optional;

/// An error in the provider's own shape: Anthropic's
/// `{"type":"error","error":{"type":…,"message":…}}`, or OpenAI's
/// `{"error":{"message":…,"type":…,"code":…}}`. Anything else was said by somebody in between, who
/// can't know what the provider billed.
///
/// @param type the provider's name for it
/// @param code a closer name, where OpenAI has one: a limit of tokens has the type `tokens` and the
///   code `rate_limit_exceeded`
record ProviderError(String type, String code) {

  static Optional<ProviderError> read(byte[] body, Protocol protocol) {
    Seen seen = new Seen();
    try {
      JsonWalk.object(body, seen::field);
    } catch (Unreadable foreign) {
      return Optional.empty();
    }
    boolean own =
        switch (protocol) {
          case ANTHROPIC -> seen.outerType.equals("error") && !seen.type.isEmpty();
          case OPENAI -> !seen.type.isEmpty() || !seen.code.isEmpty();
        };
    return own && seen.hasMessage
        ? Optional.of(new ProviderError(seen.type.isEmpty() ? seen.code : seen.type, seen.code))
        : Optional.empty();
  }

  private static final class Seen {
    private String outerType = "";
    private String type = "";
    private String code = "";
    private boolean hasMessage;

    void field(String name, JsonWalk value) {
      if (name.equals("type") && value.isText()) {
        outerType = value.text();
      } else if (name.equals("error") && value.isObject()) {
        value.fields(this::detail);
      } else {
        value.skip();
      }
    }

    private void detail(String name, JsonWalk value) {
      if (!value.isText()) {
        value.skip();
        return;
      }
      switch (name) {
        case "type" -> type = value.text();
        case "code" -> code = value.text();
        case "message" -> hasMessage = !value.text().isEmpty();
        default -> value.skip();
      }
    }
  }
}
