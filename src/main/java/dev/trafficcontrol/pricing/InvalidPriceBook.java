package dev.trafficcontrol.pricing;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// A price book that may not be used: every fault, each naming where it is.
public final class InvalidPriceBook extends RuntimeException {

  private final transient List<String> faults;

  InvalidPriceBook(List<String> faults) {
    super("The price book is not valid:\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  /// Of a text that can't be read as JSON. What is too deep or too long to be read has no place.
  public static InvalidPriceBook unreadable(JacksonException broken) {
    TokenStreamLocation place = broken.getLocation();
    String where =
        place == null
            ? ""
            : "line %d, column %d: ".formatted(place.getLineNr(), place.getColumnNr());
    return new InvalidPriceBook(List.of(where + broken.getOriginalMessage()));
  }

  public List<String> faults() {
    return faults;
  }
}
