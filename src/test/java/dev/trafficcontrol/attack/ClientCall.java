package dev.trafficcontrol.attack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A call that names, in its prompt, whose it is and the how-manieth of that client: nothing that
/// the gateway adds or leaves out is needed to tell calls apart.
///
/// @param key the id of the client's own key
/// @param number from 1
record ClientCall(String key, int number) {

  private static final Pattern NAMED =
      Pattern.compile("Call (\\d+) of the client with key (\\S+)\\.");

  static ClientCall in(String body) {
    Matcher named = NAMED.matcher(body);
    if (!named.find()) {
      throw new IllegalArgumentException("nobody's call: " + body);
    }
    return new ClientCall(named.group(2), Integer.parseInt(named.group(1)));
  }

  String body(String model, int maxTokens) {
    return """
    {"model": "%s", "max_tokens": %d,
     "messages": [{"role": "user", "content": "Call %d of the client with key %s."}]}\
    """
        .formatted(model, maxTokens, number, key);
  }
}
