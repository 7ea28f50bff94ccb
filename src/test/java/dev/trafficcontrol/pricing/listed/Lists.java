package dev.trafficcontrol.pricing.listed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;

/// Price lists from the class path, and the day on which they are read.
final class Lists {

  static final LocalDate DAY = LocalDate.of(2026, 10, 7);

  private Lists() {}

  static String text(String resource) {
    try (InputStream in = Objects.requireNonNull(Lists.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
