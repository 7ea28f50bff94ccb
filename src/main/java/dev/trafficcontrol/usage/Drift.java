package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;

/// What a report says, beside what the book says of the same.
public record Drift(Money report, Money book) {

  static final Drift NONE = new Drift(Money.ZERO, Money.ZERO);

  static Drift reported(Money cost) {
    return new Drift(cost, Money.ZERO);
  }

  static Drift booked(Money cost) {
    return new Drift(Money.ZERO, cost);
  }

  Drift plus(Drift more) {
    return new Drift(report.plus(more.report), book.plus(more.book));
  }

  /// How far they are apart, whichever is more.
  public Money size() {
    return report.max(book).minus(report.min(book));
  }

  /// Report less book in decimal USD: what was spent past the gateway, `-` where the book has more.
  public String signedUsd() {
    return (book.isMoreThan(report) ? "-" : "") + size().toUsd();
  }
}
