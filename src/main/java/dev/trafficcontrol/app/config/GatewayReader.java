package dev.trafficcontrol.app.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads where a daemon listens.
final class GatewayReader {

  private static final Listen USUAL = new Listen("127.0.0.1", 7410);
  private static final Listen USUAL_WEB = new Listen("127.0.0.1", 7411);
  private static final String LISTEN = "gateway.tls.listen";
  private static final String CERTIFICATE = "gateway.tls.certificate";
  private static final String KEY = "gateway.tls.key";

  private final Settings settings;

  GatewayReader(Settings settings) {
    this.settings = settings;
  }

  GatewayDoors read() {
    Listen plain = settings.value("gateway.listen", Listen::onLoopback, USUAL);
    Optional<Listen> listen = settings.maybe(LISTEN, Listen::anywhere);
    Optional<String> certificate = settings.maybe(CERTIFICATE, GatewayReader::path);
    Optional<String> key = settings.maybe(KEY, GatewayReader::path);
    List<String> given =
        List.of(LISTEN, CERTIFICATE, KEY).stream()
            .filter(path -> settings.maybe(path, Function.identity()).isPresent())
            .toList();
    if (given.size() == 1 || given.size() == 2) {
      settings.fault(
          given.getFirst(), "gateway.tls needs all of listen, certificate and key, or none");
    }
    return new GatewayDoors(
        plain,
        listen.flatMap(where ->
            certificate.flatMap(chain -> key.map(own -> new TlsSettings(where, chain, own)))),
        settings.value("web.listen", Listen::onLoopback, USUAL_WEB));
  }

  private static String path(String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("'" + text + "' can't be the path of a file");
    }
    return text;
  }
}
