package dev.trafficcontrol.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The price book as users get it.
final class ShippedBook {

  static final String JSON = json();
  static final PriceBook BOOK = PriceBook.parse(JSON);

  private ShippedBook() {}

  static Cost cost(String model, TokenUsage usage, Modifiers modifiers) {
    return cost(new Hop(model, usage, modifiers));
  }

  static Cost cost(Hop... hops) {
    return Cost.of(new Metered(BOOK.version(), List.of(hops)), BOOK);
  }

  private static String json() {
    try (InputStream in =
        Objects.requireNonNull(ShippedBook.class.getResourceAsStream(PriceBook.RESOURCE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
