package dev.trafficcontrol.junit;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Puts calls together from the book's events, as `ledger list` tells them.
final class BookedCalls {

  /// What the ledger tries itself with at each start; nothing of it is sent.
  private static final String SELF_TEST = "self-test";

  private final Map<String, Call> calls = new LinkedHashMap<>();

  private BookedCalls() {}

  static List<Call> of(List<Facts> events) {
    BookedCalls booked = new BookedCalls();
    events.forEach(each -> booked.take(each.text("kind"), Json.read(each.text("event"))));
    return List.copyOf(booked.calls.values());
  }

  private void take(String kind, Facts event) {
    switch (kind) {
      case "held" -> hold(event);
      case "settled" -> end(event, call -> ended(call, Call.End.METERED, event.text("cost")));
      case "voided" -> end(event, call -> ended(call, Call.End.FREE, "0"));
      case "expired" -> end(event, call -> ended(call, Call.End.UNKNOWN, event.text("charged")));
      case "corrected" -> end(event, call -> ended(call, Call.End.METERED, event.text("actual")));
      default -> {} // not of a call
    }
  }

  private void hold(Facts event) {
    Facts scope = event.object("scope");
    if (!scope.text("key").equals(SELF_TEST)) {
      calls.put(
          event.text("id"),
          new Call(
              scope.texts("models").getFirst(),
              Usd.of(event.text("amount")),
              Call.End.OPEN,
              Usd.ZERO));
    }
  }

  private void end(Facts event, UnaryOperator<Call> ending) {
    calls.computeIfPresent(event.text("id"), (_, call) -> ending.apply(call));
  }

  private static Call ended(Call call, Call.End end, String cost) {
    return new Call(call.model(), call.held(), end, Usd.of(cost));
  }
}
