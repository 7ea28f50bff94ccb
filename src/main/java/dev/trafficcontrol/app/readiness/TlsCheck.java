package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.adapter.http.ServerIdentity;
import dev.trafficcontrol.adapter.http.UnusableIdentity;
import dev.trafficcontrol.app.config.TlsSettings;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Whether the gateway can prove itself to clients on other machines, and for how long.
///
/// @param home where relative paths begin
public record TlsCheck(Optional<TlsSettings> settings, Path home, InstantSource clock) {

  private static final String CHECK = "TLS";

  /// As early as those who renew certificates do.
  static final Duration SOON = Duration.ofDays(30);

  public Problem problem() {
    return settings
        .map(this::problem)
        .orElseGet(() ->
            new Problem(CHECK, Weight.OK, "off: clients on this machine alone are let in", ""));
  }

  private Problem problem(TlsSettings tls) {
    Instant now = clock.instant();
    try {
      Instant end =
          ServerIdentity.read(home.resolve(tls.certificate()), home.resolve(tls.key()), now)
              .expiresAt();
      String what = "on %s, its certificate until %s".formatted(tls.listen(), end);
      return end.isAfter(now.plus(SOON))
          ? new Problem(CHECK, Weight.OK, what, "")
          : new Problem(
              CHECK,
              Weight.WARNING,
              "%s: %d days are left".formatted(what, now.until(end, ChronoUnit.DAYS)),
              "renew it and start again: a daemon goes on with what it was started with");
    } catch (UnusableIdentity unusable) {
      return new Problem(CHECK, Weight.FINAL, unusable.why(), unusable.fix());
    }
  }
}
