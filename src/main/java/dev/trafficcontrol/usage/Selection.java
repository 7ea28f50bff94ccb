package dev.trafficcontrol.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which charges are meant.
///
/// @param since those that were booked then or later
/// @param session those of this session of a client alone; null for all
public record Selection(Instant since, @Nullable String session) {

  public static Selection since(Instant since) {
    return new Selection(since, null);
  }
}
