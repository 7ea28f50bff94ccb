package dev.trafficcontrol.gateway;

import java.util.Optional;

/// An error in the provider's own shape: `{"type":"error","error":{"type":…,"message":…}}`.
/// Anything else was said by somebody in between, who can't know what the provider billed.
record ProviderError(String type) {

  static Optional<ProviderError> read(byte[] body) {
    String[] seen = {"", "", ""};
    try {
      JsonWalk.object(
          body,
          (name, value) -> {
            if (name.equals("type") && value.isText()) {
              seen[0] = value.text();
            } else if (name.equals("error") && value.isObject()) {
              value.fields((inner, part) -> {
                if (inner.equals("type") && part.isText()) {
                  seen[1] = part.text();
                } else if (inner.equals("message") && part.isText()) {
                  seen[2] = "said";
                } else {
                  part.skip();
                }
              });
            } else {
              value.skip();
            }
          });
    } catch (Unreadable foreign) {
      return Optional.empty();
    }
    boolean own = seen[0].equals("error") && !seen[1].isEmpty() && !seen[2].isEmpty();
    return own ? Optional.of(new ProviderError(seen[1])) : Optional.empty();
  }
}
