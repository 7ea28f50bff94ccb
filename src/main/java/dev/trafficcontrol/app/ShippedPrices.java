package dev.trafficcontrol.app;

import dev.trafficcontrol.pricing.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The price book that comes with the program.
final class ShippedPrices {

  private ShippedPrices() {}

  static PriceBook read() {
    try (InputStream book = PriceBook.class.getResourceAsStream(PriceBook.RESOURCE)) {
      return PriceBook.parse(
          new String(Objects.requireNonNull(book).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
