package dev.trafficcontrol.alert;

import dev.trafficcontrol.alert.Alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which alerts go to which targets, and from when on.
///
/// @param home what tells this home's news from those of others, for good
/// @param routes one for each target that is on
public record Routing(String home, List<Route> routes, Optional<QuietHours> quiet) {

  /// @param from the quietest that it wants to hear of
  public record Route(String target, Severity from) {}

  /// One alert for one target.
  ///
  /// @param at not to be sent before
  public record Due(String target, Instant at) {}

  public Routing {
    routes = List.copyOf(routes);
  }

  /// Keeps alerts and sends none.
  public static Routing nowhere() {
    return new Routing("", List.of(), Optional.empty());
  }

  /// @param now when it is raised, which may be long after what it tells of
  public List<Due> of(Alert alert, Instant now) {
    return routes.stream()
        .filter(route -> alert.severity().compareTo(route.from()) >= 0)
        .map(route -> new Due(route.target(), notBefore(alert, now)))
        .toList();
  }

  /// That time, or the end of the quiet hours it lies in where the alert can wait for it.
  public Instant notBefore(Alert alert, Instant at) {
    return alert.canWait() ? quiet.map(hours -> hours.endOf(at)).orElse(at) : at;
  }
}
