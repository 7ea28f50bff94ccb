package dev.trafficcontrol.app.config;

import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.app.config.References.Found;
import dev.trafficcontrol.app.config.TargetSettings.Encryption;
import dev.trafficcontrol.app.config.TargetSettings.MailServer;
import dev.trafficcontrol.app.config.TargetSettings.Means;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads one target of alerts.
final class TargetReader {

  private static final List<String> ALL_FIELDS =
      List.of(
          "url",
          "secret",
          "host",
          "port",
          "tls",
          "from-address",
          "to",
          "user",
          "password",
          "command",
          "app-token",
          "bot-token",
          "channel",
          "api-url",
          "raise-by",
          "raise-most",
          "raise-for");

  private static final int LAST_PORT = 65_535;

  private final Settings settings;
  private final References references;

  TargetReader(Settings settings, References references) {
    this.settings = settings;
    this.references = references;
  }

  TargetSettings read(String name, String path) {
    if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
      settings.fault(
          "alerts.targets", path + ": '" + name + "' is not a name such as ops or pager-2");
    }
    Severity from = settings.value(path + ".from", TargetReader::severity, Severity.INFO);
    Optional<String> kind = settings.maybe(path + ".kind", TargetReader::kind);
    List<String> unset = new ArrayList<>();
    Optional<Means> means =
        switch (kind.orElse("")) {
          case "webhook" -> webhook(path, unset);
          case "slack-webhook" -> url(path, unset, true).map(Means.SlackWebhook::new);
          case "slack-app" -> new SlackAppReader(settings, references).read(path, unset);
          case "email" -> email(path, unset);
          case "command" -> command(path);
          default -> none(path);
        };
    return new TargetSettings(
        name,
        kind.orElse(""),
        from,
        unset.isEmpty() ? means : Optional.empty(),
        String.join(", ", unset));
  }

  /// What the fields mean can't be told without the kind, so they are not called unknown either.
  private Optional<Means> none(String path) {
    if (settings.maybe(path + ".kind", Function.identity()).isEmpty()) {
      settings.fault(path + ".from", path + ": say its kind: " + KINDS);
    }
    ALL_FIELDS.forEach(field -> settings.maybe(path + "." + field, Function.identity()));
    Stream.of("to", "command", "allow").forEach(list -> settings.texts(path + "." + list));
    return Optional.empty();
  }

  private Optional<Means> webhook(String path, List<String> unset) {
    Found secret = references.secret(path + ".secret");
    note(secret, unset);
    return url(path, unset, false)
        .map(url -> new Means.Webhook(url, secret.text().map(Secret::new)));
  }

  /// An address with which anybody could post is a secret; one that asks for a signature is none.
  private Optional<URI> url(String path, List<String> unset, boolean isSecret) {
    String setting = path + ".url";
    Found found = isSecret ? references.secret(setting) : references.text(setting);
    note(found, unset);
    require(setting, "its address, as ${VARIABLE}");
    try {
      return found.text().map(TargetReader::address);
    } catch (IllegalArgumentException bad) {
      settings.fault(setting, setting + ": " + bad.getMessage());
      return Optional.empty();
    }
  }

  /// Never says what the address is.
  static URI address(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException hidden) {
      throw new IllegalArgumentException("it is not a web address", hidden);
    }
    String host = url.getHost();
    boolean isLoopback = "127.0.0.1".equals(host) || "localhost".equals(host);
    boolean isSafe =
        "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback);
    if (host == null || url.getRawUserInfo() != null || !isSafe) {
      throw new IllegalArgumentException(
          "it is not a web address that begins with https:// (or http:// on 127.0.0.1), without a"
              + " user");
    }
    return url;
  }

  private Optional<Means> email(String path, List<String> unset) {
    Found user = references.text(path + ".user");
    Found password = references.secret(path + ".password");
    note(user, unset);
    note(password, unset);
    Optional<String> host = settings.maybe(path + ".host", TargetReader::host);
    Encryption tls = settings.value(path + ".tls", TargetReader::encryption, Encryption.STARTTLS);
    int port = settings.value(path + ".port", TargetReader::port, tls.port());
    Optional<String> from = settings.maybe(path + ".from-address", TargetReader::mailbox);
    List<String> to = new ArrayList<>();
    for (int i = 0; i < settings.texts(path + ".to").size(); i++) {
      settings.maybe(path + ".to[" + i + "]", TargetReader::mailbox).ifPresent(to::add);
    }
    require(path + ".host", "the server that takes mail");
    require(path + ".from-address", "whom mail comes from");
    if (settings.texts(path + ".to").isEmpty()) {
      settings.fault(path + ".kind", path + ".to: say whom to write to, as a list: to: [a@b.org]");
    }
    if (user.text().isPresent() != password.text().isPresent() && unset.isEmpty()) {
      settings.fault(path + ".kind", path + ": user and password go together, or neither");
    }
    if (tls == Encryption.NONE && password.text().isPresent() && !isHere(host.orElse(""))) {
      settings.fault(path + ".tls", path + ".tls: the password would travel in the clear");
    }
    return host.isPresent() && from.isPresent()
        ? Optional.of(
            new Means.Email(
                new MailServer(
                    host.get(), port, tls, user.text(), password.text().map(Secret::new)),
                from.get(),
                to))
        : Optional.empty();
  }

  private Optional<Means> command(String path) {
    List<String> command = settings.texts(path + ".command");
    if (command.isEmpty()) {
      settings.fault(
          path + ".kind", path + ".command: say what to start, as a list: command: [notify-send]");
      return Optional.empty();
    }
    return Optional.of(new Means.Command(command));
  }

  private static void note(Found found, List<String> unset) {
    if (!found.unset().isEmpty()) {
      unset.add(found.unset());
    }
  }

  private void require(String setting, String what) {
    if (settings.maybe(setting, Function.identity()).isEmpty()) {
      settings.fault(setting, setting + ": say " + what);
    }
  }

  private static boolean isHere(String host) {
    return host.equals("127.0.0.1") || host.equals("localhost");
  }

  private static final String KINDS = "webhook, slack-webhook, slack-app, email or command";

  private static String kind(String text) {
    return switch (text) {
      case "webhook", "slack-webhook", "slack-app", "email", "command" -> text;
      default -> throw new IllegalArgumentException("'" + text + "' is none of " + KINDS);
    };
  }

  private static Severity severity(String text) {
    return switch (text) {
      case "info" -> Severity.INFO;
      case "warning" -> Severity.WARNING;
      case "critical" -> Severity.CRITICAL;
      default ->
          throw new IllegalArgumentException("'" + text + "' is none of info, warning, critical");
    };
  }

  private static Encryption encryption(String text) {
    return switch (text) {
      case "starttls" -> Encryption.STARTTLS;
      case "implicit" -> Encryption.IMPLICIT;
      case "none" -> Encryption.NONE;
      default ->
          throw new IllegalArgumentException("'" + text + "' is none of starttls, implicit, none");
    };
  }

  private static String host(String text) {
    if (!text.matches("[A-Za-z0-9.:-]{1,253}")) {
      throw new IllegalArgumentException("'" + text + "' is not the name of a server");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > LAST_PORT) {
      throw new IllegalArgumentException("'" + text + "' is not a port from 1 to " + LAST_PORT);
    }
    return Integer.parseInt(text);
  }

  private static String mailbox(String text) {
    if (!text.matches("[^@\\s<>,;\"\\p{Cntrl}]+@[^@\\s<>,;\"\\p{Cntrl}]+")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address such as ops@example.org");
    }
    return text;
  }
}
