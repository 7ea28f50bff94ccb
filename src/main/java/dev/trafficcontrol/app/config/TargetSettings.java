package dev.trafficcontrol.app.config;

import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.alert.offer.RaiseTerms;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A target of alerts.
///
/// @param kind as it is written: `webhook`, `slack-webhook`, `slack-app`, `email` or `command`
/// @param from the quietest alert that goes there
/// @param means how it is reached; empty where it is switched off
/// @param unset the variable whose absence switches it off, such as `$SMTP_PASSWORD`; empty where
///   it is on
public record TargetSettings(
    String name, String kind, Severity from, Optional<Means> means, String unset) {

  public boolean isOn() {
    return means.isPresent();
  }

  /// How a target is reached.
  public sealed interface Means {

    /// @param address may be as good as a password
    record Webhook(URI address, Optional<Secret> secret) implements Means {
      @Override
      public String toString() {
        return "webhook at " + address.getHost();
      }
    }

    record SlackWebhook(URI address) implements Means {
      @Override
      public String toString() {
        return "Slack webhook at " + address.getHost();
      }
    }

    /// @param channel its id
    /// @param allow the ids of those whose presses count
    /// @param api where Slack's Web API is
    record SlackApp(Tokens tokens, String channel, List<String> allow, Raises raises, URI api)
        implements Means {
      @Override
      public String toString() {
        return "Slack app in %s, for %s".formatted(channel, String.join(", ", allow));
      }
    }

    record Email(MailServer server, String from, List<String> to) implements Means {
      @Override
      public String toString() {
        return "mail to " + String.join(", ", to) + " by " + server;
      }
    }

    record Command(List<String> command) implements Means {
      @Override
      public String toString() {
        return "command " + command.getFirst();
      }
    }
  }

  /// @param app opens connections
  /// @param bot posts
  public record Tokens(Secret app, Secret bot) {}

  /// How far a press may raise a limit.
  ///
  /// @param isChosen whether the owner wrote the step down
  public record Raises(RaiseTerms terms, boolean isChosen) {}

  /// A server that takes mail.
  ///
  /// @param user empty where it asks nobody who they are
  public record MailServer(
      String host, int port, Encryption tls, Optional<String> user, Optional<Secret> password) {

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /// How the way to a mail server is encrypted.
  public enum Encryption {
    STARTTLS(587),
    IMPLICIT(465),
    NONE(25);

    private final int port;

    Encryption(int port) {
      this.port = port;
    }

    int port() {
      return port;
    }
  }
}
