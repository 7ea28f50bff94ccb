package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.adapter.webhook.SignedWebhook;
import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.Routing;
import dev.trafficcontrol.app.config.AlertSettings;
import dev.trafficcontrol.app.config.Secret;
import dev.trafficcontrol.app.config.TargetSettings.Means;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// All targets of a home.
public record Targets(List<Target> all) {

  /// Far less than a claim lasts, and than another command waits for the home.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

  public Targets {
    all = List.copyOf(all);
  }

  public static Targets of(AlertSettings settings, InstantSource clock) {
    return new Targets(
        settings.targets().stream()
            .map(target -> new Target(target, target.means().map(means -> sink(means, clock))))
            .toList());
  }

  private static AlertSink sink(Means means, InstantSource clock) {
    return switch (means) {
      case Means.Webhook(var address, var secret) ->
          new SignedWebhook(address, secret.map(Secret::reveal), clock, ANSWER_WITHIN);
      case Means.SlackWebhook(var address) ->
          throw new UnsupportedOperationException("" + address.getHost());
      case Means.Email email -> throw new UnsupportedOperationException("" + email);
      case Means.Command(var command) -> throw new UnsupportedOperationException("" + command);
    };
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
