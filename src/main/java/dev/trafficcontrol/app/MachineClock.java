package dev.trafficcontrol.app;

import dev.trafficcontrol.ledger.ClockReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Reads what the machine says of time.
final class MachineClock {

  /// Drawn by Linux at each start of the machine (proc(5)).
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /// Seconds since then, sleep included, with two decimals (proc(5)).
  private static final Path UPTIME = Path.of("/proc/uptime");

  private MachineClock() {}

  /// Without a name of the boot where the system tells none: then only dates can be compared.
  static ClockReading read(InstantSource wall) {
    Instant now = wall.instant();
    try {
      String up = Files.readString(UPTIME);
      long millis =
          new BigDecimal(up.substring(0, up.indexOf(' '))).movePointRight(3).longValueExact();
      return new ClockReading(boot(), millis, now);
    } catch (IOException | ArithmeticException | IndexOutOfBoundsException notLinux) {
      return new ClockReading(null, 0, now);
    }
  }

  private static @Nullable String boot() throws IOException {
    String boot = Files.readString(BOOT).strip();
    return boot.isEmpty() ? null : boot;
  }
}
