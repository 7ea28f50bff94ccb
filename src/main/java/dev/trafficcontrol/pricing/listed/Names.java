package dev.trafficcontrol.pricing.listed;

import java.util.Set;
import java.util.function.Predicate;

/// Which models an entry of a list is about.
///
/// @param exact ids that it names
/// @param also those that it describes, such as by how they begin
record Names(Set<String> exact, Predicate<String> also) {

  Names {
    exact = Set.copyOf(exact);
  }

  static Names only(String id) {
    return new Names(Set.of(id), _ -> false);
  }

  boolean cover(String id) {
    return exact.contains(id) || also.test(id);
  }
}
