package dev.trafficcontrol.gateway;

import java.util.ArrayList;
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
    List<String> values = new ArrayList<>(1);
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  public Optional<String> first(String name) {
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  Headers keeping(Predicate<Header> wanted) {
    List<Header> kept = new ArrayList<>(fields.size());
    for (Header field : fields) {
      if (wanted.test(field)) {
        kept.add(field);
      }
    }
    return new Headers(kept);
  }
}
