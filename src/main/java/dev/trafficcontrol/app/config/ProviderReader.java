package dev.trafficcontrol.app.config;

import dev.trafficcontrol.gateway.Protocol;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the providers. Their keys are named in the file, never written there.
final class ProviderReader {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,4096}");

  /// In the order in which they are shown.
  private static final Map<String, Protocol> WELL_KNOWN = wellKnown();

  private final Settings settings;
  private final Map<String, String> environment;

  ProviderReader(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  private static Map<String, Protocol> wellKnown() {
    Map<String, Protocol> known = new LinkedHashMap<>();
    known.put("anthropic", Protocol.ANTHROPIC);
    known.put("openai", Protocol.OPENAI);
    return Collections.unmodifiableMap(known);
  }

  Map<String, ProviderSettings> read() {
    Set<String> given = settings.names("providers");
    Map<String, ProviderSettings> providers = new LinkedHashMap<>();
    for (String name : given.isEmpty() ? WELL_KNOWN.keySet() : given) {
      providers.put(name, provider(name, "providers." + name));
    }
    return providers;
  }

  private ProviderSettings provider(String name, String path) {
    Protocol byName = WELL_KNOWN.getOrDefault(name, Protocol.ANTHROPIC);
    Protocol protocol = settings.value(path + ".protocol", ProviderReader::protocol, byName);
    URI url = settings.value(path + ".base-url", ProviderReader::baseUrl, home(protocol));
    OtherHomes others = settings.value(path + ".other-homes", OtherHomes::parse, OtherHomes.REFUSE);
    String key = settings.value(path + ".api-key", text -> text, "${" + variable(name) + "}");
    Matcher reference = REFERENCE.matcher(key);
    if (reference.matches()) {
      String variable = reference.group(1);
      Optional<String> value = Optional.ofNullable(environment.get(variable));
      value.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> badKey(path, variable));
      return new ProviderSettings(
          name, protocol, url, others, value.map(Secret::new), "$" + variable);
    }
    String own = Settings.variable(path + ".api-key");
    if (!key.equals(environment.get(own))) {
      settings.fault(
          path + ".api-key",
          path
              + ".api-key: a key has no place in a file; name the variable that holds it: ${VARIABLE}");
    } else if (!KEY.matcher(key).matches()) {
      badKey(path, own);
    }
    return new ProviderSettings(
        name, protocol, url, others, Optional.of(new Secret(key)), "$" + own);
  }

  /// Never says what the value was.
  private void badKey(String path, String variable) {
    settings.fault(
        path + ".api-key",
        path
            + ".api-key: $"
            + variable
            + " is set, but can't be a key (empty, too short, or with blanks); unset it to switch the provider off");
  }

  private static Protocol protocol(String text) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.text().equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not spoken by this version; anthropic and openai are");
  }

  /// Where its inventor serves it.
  private static URI home(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> URI.create("https://api.anthropic.com");
      case OPENAI -> URI.create("https://api.openai.com");
    };
  }

  /// The one that such a provider's own clients read.
  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_API_KEY";
  }

  private static URI baseUrl(String text) {
    URI url = URI.create(text);
    String host = url.getHost();
    if (host == null
        || url.getRawQuery() != null
        || url.getRawFragment() != null
        || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address such as https://api.anthropic.com");
    }
    boolean loopback = host.equals("127.0.0.1") || host.equals("localhost");
    if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && loopback)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is neither https nor http on 127.0.0.1: the key would travel in the clear");
    }
    return url;
  }
}
