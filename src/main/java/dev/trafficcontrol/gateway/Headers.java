package dev.trafficcontrol.gateway;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Header fields in the order received; names compare without regard to case.
public record Headers(List<Header> fields) {

  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  public static Headers of(Header... fields) {
    return new Headers(List.of(fields));
  }

  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  Headers keeping(Predicate<Header> wanted) {
    return new Headers(fields.stream().filter(wanted).toList());
  }
}
