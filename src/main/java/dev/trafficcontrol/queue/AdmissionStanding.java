package dev.trafficcontrol.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether anything may be admitted, and out of what. Durable: a restart changes neither.
///
/// @param confirmation only what was confirmed for that start, or null for all that is approved
/// @param pause why nothing is admitted now, or null
public record AdmissionStanding(@Nullable String confirmation, @Nullable Pause pause) {

  public static final AdmissionStanding OPEN = new AdmissionStanding(null, null);

  public record Pause(String by, String reason, Instant since) {}
}
