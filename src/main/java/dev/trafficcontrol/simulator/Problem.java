package dev.trafficcontrol.simulator;

import org.jspecify.annotations.Nullable;

/// What is wrong, before a [Protocol] gives it its shape.
///
/// @param type null for the one that is usual for the status
/// @param code OpenAI's word for machines; null for the one that is usual, which may be none
/// @param param the request's field that is to blame, where OpenAI names one
record Problem(
    int status,
    @Nullable String type,
    @Nullable String code,
    @Nullable String param,
    String message) {

  Problem(int status, @Nullable String type, String message) {
    this(status, type, null, null, message);
  }
}
