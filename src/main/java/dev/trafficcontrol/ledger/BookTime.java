package dev.trafficcontrol.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a book says of time.
///
/// @param last the time of its last batch; [Instant#EPOCH] for an empty book
/// @param reading the clock as it was last noted or set, or null where it never was
public record BookTime(Instant last, @Nullable ClockReading reading) {

  public static final BookTime NONE = new BookTime(Instant.EPOCH, null);
}
