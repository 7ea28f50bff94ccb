package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.pricing.PriceBook;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The agents that are configured and the models that have a price. A name that is neither would
/// keep the whole queue from starting later.
///
/// @param names of the agents
public record KnownAgents(Set<String> names, PriceBook prices) {

  public KnownAgents {
    names = Set.copyOf(names);
  }

  /// Throws where one that is named is not known.
  void check(Arguments arguments, Optional<String> agent, Optional<String> model) {
    agent
        .filter(name -> !names.contains(name))
        .ifPresent(name -> {
          throw arguments.bad(
              "No agent is called '%s'; there are: %s."
                  .formatted(name, String.join(", ", new TreeSet<>(names))));
        });
    model
        .filter(name -> prices.find(name).isEmpty())
        .ifPresent(name -> {
          throw arguments.bad(
              "No model in the price book is called '%s': trafficctl prices list.".formatted(name));
        });
  }
}
