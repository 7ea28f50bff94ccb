package dev.trafficcontrol.junit;

import java.math.BigDecimal;
import org.opentest4j.AssertionFailedError;

/// Holds the provider's bill against the book, after a test.
final class Reckoning {

  /// For calls whose answers nobody read to their end: 5 seconds.
  private static final int LOOKS = 250;

  private static final int BETWEEN_LOOKS_MILLIS = 20;

  private static final String OFF =
      "If that is what you test: @TrafficControlTest(check = Check.NOTHING).";

  private final Stage stage;

  Reckoning(Stage stage) {
    this.stage = stage;
  }

  /// @throws AssertionFailedError saying what is not as it has to be
  void check() throws InterruptedException {
    for (int look = 0; isUnderWay() && look < LOOKS; look++) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    nothingIsOpen();
    theBillIsTheBook();
  }

  private boolean isUnderWay() {
    return stage.bill().open() > 0 || stage.held().signum() > 0;
  }

  private void nothingIsOpen() {
    if (isUnderWay()) {
      long open = stage.calls().stream().filter(call -> call.end() == Call.End.OPEN).count();
      throw new AssertionFailedError(
          "The test is over, and %d of its calls are not: %s held. Read each answer to its end, or close it, before the test ends. %s"
              .formatted(open, usd(stage.held()), OFF));
    }
  }

  /// Where it is unknown what a call cost, the book may say more.
  private void theBillIsTheBook() {
    BigDecimal billed = stage.billed();
    BigDecimal spent = stage.spent();
    BigDecimal unknown = stage.unknown();
    boolean isSound =
        unknown.signum() == 0 ? spent.compareTo(billed) == 0 : spent.compareTo(billed) >= 0;
    if (!isSound) {
      throw new AssertionFailedError(
          "The provider billed %s, and the book says %s, %s of it charged for want of an end: what was spent is not what was counted. %s"
              .formatted(usd(billed), usd(spent), usd(unknown), OFF),
          billed,
          spent);
    }
  }

  private static String usd(BigDecimal amount) {
    return "$" + amount.toPlainString();
  }
}
