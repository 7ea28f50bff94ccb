package dev.trafficcontrol.app.prices;

import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.listed.PriceList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The prices that come with the program.
public final class ShippedPrices {

  private ShippedPrices() {}

  /// The price book.
  public static PriceBook read() {
    return PriceBook.parse(text(PriceBook.RESOURCE));
  }

  /// The second source, which the book is checked against.
  public static String secondSource() {
    return text(PriceList.SHIPPED);
  }

  private static String text(String resource) {
    try (InputStream in = PriceBook.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
