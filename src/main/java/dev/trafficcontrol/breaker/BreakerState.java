package dev.trafficcontrol.breaker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// Where the breaker stands.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BreakerState.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = BreakerState.Open.class, name = "open"),
  @JsonSubTypes.Type(value = BreakerState.HalfOpen.class, name = "half-open")
})
public sealed interface BreakerState {

  BreakerState CLOSED = new Closed();

  /// Money flows.
  record Closed() implements BreakerState {}

  /// Nothing is held and nothing is admitted until the owner resets it.
  ///
  /// @param by who or what tripped it: `monitor`, `ledger` or a person
  record Open(TripKind kind, String reason, String by, Instant since) implements BreakerState {}

  /// After a reset: one agent and one small budget, named by `probation`, until its run has ended
  /// well.
  record HalfOpen(String probation, String reason, String by, Instant since)
      implements BreakerState {}
}
