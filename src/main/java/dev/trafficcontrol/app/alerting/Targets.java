package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.adapter.desktop.CommandSink;
import dev.trafficcontrol.adapter.mail.MailAccount;
import dev.trafficcontrol.adapter.mail.SmtpMail;
import dev.trafficcontrol.adapter.webhook.SignedWebhook;
import dev.trafficcontrol.adapter.webhook.SlackWebhook;
import dev.trafficcontrol.adapter.webhook.slack.SlackApi;
import dev.trafficcontrol.adapter.webhook.slack.SlackApp;
import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.Routing;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.app.config.AlertSettings;
import dev.trafficcontrol.app.config.Secret;
import dev.trafficcontrol.app.config.TargetSettings;
import dev.trafficcontrol.app.config.TargetSettings.MailServer;
import dev.trafficcontrol.app.config.TargetSettings.Means;
import dev.trafficcontrol.preflight.Preflight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// All targets of a home.
public record Targets(List<Target> all) {

  /// Less than another command waits for the home.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  /// With every answer on the way; far less than a claim lasts.
  private static final Duration DONE_WITHIN = Duration.ofSeconds(20);

  /// What a program needs to find itself, its user's desktop and its language; no secret.
  private static final List<String> VARIABLES =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LANG",
          "LC_ALL",
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "XAUTHORITY",
          "XDG_RUNTIME_DIR",
          "DBUS_SESSION_BUS_ADDRESS");

  public Targets {
    all = List.copyOf(all);
  }

  /// What targets that people can answer go by.
  ///
  /// @param environment such as `production`
  public record Desk(String environment, Offers offers) {}

  public static Targets of(AlertSettings settings, Desk desk, InstantSource clock) {
    return new Targets(
        settings.targets().stream().map(target -> target(target, desk, clock)).toList());
  }

  private static Target target(TargetSettings settings, Desk desk, InstantSource clock) {
    Optional<SlackChannel> channel =
        settings.means().isPresent() && settings.means().get() instanceof Means.SlackApp app
            ? Optional.of(new SlackChannel(settings.name(), app, app(settings, app, desk, clock)))
            : Optional.empty();
    return new Target(
        settings,
        channel.isPresent()
            ? channel.map(one -> limited(one.app()))
            : settings.means().map(means -> limited(sink(means, clock))),
        channel);
  }

  /// In production no default lets anybody spend more.
  private static SlackApp app(
      TargetSettings settings, Means.SlackApp means, Desk desk, InstantSource clock) {
    boolean mayRaise = means.raises().isChosen() || !Preflight.isProduction(desk.environment());
    return new SlackApp(
        new SlackApi(means.api(), ANSWER_WITHIN),
        new SlackApp.Place(
            desk.environment(),
            settings.name(),
            means.channel(),
            new SlackApp.Tokens(means.tokens().app().reveal(), means.tokens().bot().reveal()),
            mayRaise ? Optional.of(means.raises().terms()) : Optional.empty()),
        desk.offers(),
        clock);
  }

  private static AlertSink limited(AlertSink sink) {
    return new TimeLimited(sink, DONE_WITHIN);
  }

  private static AlertSink sink(Means means, InstantSource clock) {
    return switch (means) {
      case Means.Webhook(var address, var secret) ->
          new SignedWebhook(address, secret.map(Secret::reveal), clock, ANSWER_WITHIN);
      case Means.SlackWebhook(var address) -> new SlackWebhook(address, ANSWER_WITHIN);
      case Means.SlackApp app -> throw new IllegalStateException(app + " is answered, too");
      case Means.Email(var server, var from, var to) ->
          new SmtpMail(account(server, from, to), clock);
      case Means.Command(var command) -> new CommandSink(command, VARIABLES, ANSWER_WITHIN);
    };
  }

  private static MailAccount account(MailServer server, String from, List<String> to) {
    MailAccount.Tls tls =
        switch (server.tls()) {
          case STARTTLS -> MailAccount.Tls.STARTTLS;
          case IMPLICIT -> MailAccount.Tls.IMPLICIT;
          case NONE -> MailAccount.Tls.NONE;
        };
    Optional<MailAccount.Login> login =
        server
            .user()
            .flatMap(user ->
                server.password().map(secret -> new MailAccount.Login(user, secret.reveal())));
    return new MailAccount(server.host(), server.port(), tls, login, from, to, ANSWER_WITHIN);
  }

  /// Where people can answer.
  public List<SlackChannel> channels() {
    return all.stream().flatMap(target -> target.channel().stream()).toList();
  }

  public List<Target> on() {
    return all.stream().filter(target -> target.sink().isPresent()).toList();
  }

  /// @param home as of [Routing#home]
  public Routing routing(String home, AlertSettings settings) {
    return new Routing(
        home,
        on().stream().map(one -> new Routing.Route(one.name(), one.settings().from())).toList(),
        settings.quiet());
  }
}
