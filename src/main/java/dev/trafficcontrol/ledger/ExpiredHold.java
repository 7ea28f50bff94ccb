package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A hold that ended without anybody knowing what its call cost: charged in full, until somebody
/// knows better.
///
/// @param bookedAt where it counts, and where each correction of it does
/// @param why nobody knew, or null in books of before that was noted
/// @param correction the last one, or null while the truth is unknown
public record ExpiredHold(
    Hold hold, Instant bookedAt, @Nullable String why, @Nullable Correction correction) {

  /// What became known later.
  ///
  /// @param by whose word it is, or null where the call was metered after all
  /// @param reason why it is believed, or null where the call was metered
  public record Correction(Money actual, @Nullable String by, @Nullable String reason, Instant at) {

    @JsonIgnore
    public boolean isMetered() {
      return by == null;
    }
  }

  /// What it counts as now.
  public Money charged() {
    return correction == null ? hold.amount() : correction.actual();
  }

  boolean isMetered() {
    return correction != null && correction.isMetered();
  }

  ExpiredHold bookedNoLaterThan(Instant now) {
    return bookedAt.isAfter(now) ? new ExpiredHold(hold, now, why, correction) : this;
  }

  ExpiredHold correctedBy(Correction news) {
    return new ExpiredHold(hold, bookedAt, why, news);
  }
}
