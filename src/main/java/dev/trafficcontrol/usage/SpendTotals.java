package dev.trafficcontrol.usage;

import dev.trafficcontrol.money.Money;

/// Everything that was ever charged, by what the charge rests on.
///
/// @param expired charged in full because the truth is not known yet
/// @param corrected had expired; now charged at what was learned
public record SpendTotals(Money settled, Money expired, Money corrected) {

  public Money total() {
    return settled.plus(expired).plus(corrected);
  }
}
