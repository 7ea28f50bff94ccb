package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.project.Projects;
import java.util.Comparator;
import java.util.List;

/// Whether the parts that have a burn limit of their own are there. A limit over a name that nobody
/// has, such as a misspelt one, guards nothing and looks as if it did.
public record PartsCheck(TripLimits trips, Projects projects, PriceBook prices, Ledger ledger) {

  /// One for each that is not there.
  public List<Problem> problems() {
    return trips.parts().keySet().stream()
        .filter(part -> !isThere(part))
        .sorted(Comparator.comparing(Scope::toString))
        .map(part ->
            new Problem(
                "Breaker",
                Weight.WARNING,
                "breaker.parts has a limit over "
                    + part
                    + ", which is not there: it guards nothing",
                "correct the name in breaker.parts: " + names(part)))
        .toList();
  }

  private boolean isThere(Scope part) {
    String subject = part.subject();
    return switch (part.kind()) {
      case PROJECT -> projects.list().stream().anyMatch(project -> project.id().equals(subject));
      case MODEL -> prices.find(subject).isPresent();
      case KEY -> ledger.key(subject).isPresent();
      // None of these can have one.
      case GLOBAL, TASK, RUN, CONFIRMATION, PROBATION -> true;
    };
  }

  private static String names(Scope part) {
    return switch (part.kind()) {
      case PROJECT -> "trafficctl project list";
      case MODEL -> "trafficctl prices list";
      case KEY -> "trafficctl key list (a key goes by its id)";
      case GLOBAL, TASK, RUN, CONFIRMATION, PROBATION -> "trafficctl doctor";
    };
  }
}
