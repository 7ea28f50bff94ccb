package dev.trafficcontrol.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The part of the daemon's environment that programs of runs may have: a list of names, not what
/// is left after taking secrets away.
public final class AllowedEnvironment {

  private static final Set<String> ALLOWED =
      Set.of(
          "PATH",
          "LANG",
          "LANGUAGE",
          "LC_ALL",
          "LC_CTYPE",
          "TZ",
          "JAVA_HOME",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "NODE_EXTRA_CA_CERTS");

  private static final String STANDARD_PATH = "/usr/local/bin:/usr/bin:/bin";

  /// Never passed on, whoever asks for it: the keys of providers, and what would send calls
  /// elsewhere.
  private static final Set<String> NEVER =
      Set.of(
          "ANTHROPIC_API_KEY",
          "ANTHROPIC_AUTH_TOKEN",
          "ANTHROPIC_BASE_URL",
          "CLAUDE_CODE_OAUTH_TOKEN",
          "CLAUDE_CODE_USE_BEDROCK",
          "CLAUDE_CODE_USE_VERTEX",
          "OPENAI_API_KEY",
          "OPENAI_BASE_URL");

  private AllowedEnvironment() {}

  /// @param alsoAllowed names that the owner's configuration adds, such as that of a package mirror
  public static Map<String, String> of(Map<String, String> daemons, List<String> alsoAllowed) {
    Map<String, String> allowed = new HashMap<>();
    daemons.forEach((name, value) -> {
      if ((ALLOWED.contains(name) || alsoAllowed.contains(name)) && !NEVER.contains(name)) {
        allowed.put(name, value);
      }
    });
    allowed.putIfAbsent("PATH", STANDARD_PATH);
    return Map.copyOf(allowed);
  }
}
