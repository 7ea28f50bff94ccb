package dev.trafficcontrol.alert.offer;

import java.time.Instant;

/// One button, as it was written down before it was shown.
///
/// @param id what the button carries; says nothing by itself
/// @param target where it was offered, by the target's name
/// @param message the id of the message it is part of
/// @param about what that message is about, in a line
/// @param until from then on it is over
public record Offer(
    String id, String target, String message, String about, Deed deed, Instant until) {}
