package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Charge.Outcome;

/// One call and what it is charged, from its first event to its end.
///
/// Invariant: opened before anything of the answer is sent, and closed at most once. A call that is
/// never closed, because the provider stops, stays charged as planned.
final class BilledCall {
  private enum State {
    UNBILLED,
    OPEN,
    CLOSED
  }

  private final Bill bill;
  private final PricedModel model;
  private final PricedModel.Terms terms;
  private final Charge planned;
  private final Runnable whenOpened;
  private State state = State.UNBILLED;

  BilledCall(
      Bill bill, PricedModel model, PricedModel.Terms terms, Charge planned, Runnable whenOpened) {
    this.bill = bill;
    this.model = model;
    this.terms = terms;
    this.planned = planned;
    this.whenOpened = whenOpened;
  }

  String id() {
    return planned.id();
  }

  String requestId() {
    return planned.requestId();
  }

  /// What is charged if nothing gets in the way.
  Usage usage() {
    return planned.usage();
  }

  /// The answer begins.
  void open() {
    if (state == State.UNBILLED) {
      bill.open(planned);
      state = State.OPEN;
      whenOpened.run();
    }
  }

  PricedModel model() {
    return model;
  }

  /// The terms it is charged by.
  PricedModel.Terms terms() {
    return terms;
  }

  /// The answer is written to its end.
  ///
  /// @return whether it was not ended before
  boolean complete() {
    if (state != State.OPEN) {
      return false;
    }
    bill.close(planned, Outcome.COMPLETE);
    state = State.CLOSED;
    return true;
  }

  /// The answer ends early; nothing changes if it was complete already.
  ///
  /// @param outputTokens what was written until then
  /// @return what is charged
  Usage end(Step.Billed billed, long outputTokens, Outcome outcome) {
    if (state == State.CLOSED) {
      return planned.usage();
    }
    if (state == State.UNBILLED && billed == Step.Billed.NOTHING) {
      return Usage.NOTHING;
    }
    open();
    Usage usage =
        switch (billed) {
          case NOTHING -> Usage.NOTHING;
          case SENT -> planned.usage().withOutput(outputTokens);
          case ALL -> planned.usage();
        };
    bill.close(planned.of(usage, model.cost(usage, terms)), outcome);
    state = State.CLOSED;
    return usage;
  }
}
