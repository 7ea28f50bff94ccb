package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.TokenUsage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the two events that every call makes, [LedgerEvent.Held] and [LedgerEvent.Settled],
/// without looking anything up: the very text that [EventCodec]'s mapper writes. Most of a busy
/// book is these.
final class CallEvents {

  private static final int NANO_DIGITS = 9;
  private static final long NANOS = 1_000_000_000;
  private static final int THOUSAND = 1_000;
  private static final int GROUP = 3;

  private final StringBuilder json;
  private long second = Long.MIN_VALUE;
  private String secondText = "";

  /// @param json what is written is appended to it
  CallEvents(StringBuilder json) {
    this.json = json;
  }

  /// Appends the event, or nothing where it is not such a one or says what needs escaping.
  ///
  /// @return whether it was written
  boolean append(LedgerEvent event) {
    int from = json.length();
    boolean written =
        switch (event) {
          case LedgerEvent.Held held -> held(held);
          case LedgerEvent.Settled settled -> settled(settled);
          default -> false;
        };
    if (!written) {
      json.setLength(from);
    }
    return written;
  }

  private boolean held(LedgerEvent.Held held) {
    HoldScope scope = held.scope();
    json.append("{\"event\":\"held\",\"id\":\"").append(held.id().text());
    json.append("\",\"scope\":{");
    boolean plain = text("\"key\":", scope.key()) && models(scope.models());
    plain = plain && attempt(scope.attempt()) && text(",\"probation\":", scope.probation());
    json.append("},\"amount\":\"").append(held.amount().toUsd()).append("\",\"deadline\":\"");
    time(held.deadline());
    json.append('"');
    plain = plain && text(",\"node\":", held.node());
    json.append('}');
    return plain;
  }

  private boolean settled(LedgerEvent.Settled settled) {
    json.append("{\"event\":\"settled\",\"id\":\"").append(settled.id().text());
    json.append("\",\"cost\":\"").append(settled.cost().toUsd()).append('"');
    boolean plain = metered(settled.metered());
    json.append('}');
    return plain;
  }

  private boolean models(List<String> models) {
    boolean plain = true;
    json.append(",\"models\":[");
    for (int at = 0; at < models.size(); at++) {
      plain = plain && text(at == 0 ? "" : ",", models.get(at));
    }
    json.append(']');
    return plain;
  }

  private boolean attempt(@Nullable AttemptBinding attempt) {
    if (attempt == null) {
      return true;
    }
    boolean plain =
        text(",\"attempt\":{\"project\":", attempt.project())
            && text(",\"task\":", attempt.task())
            && text(",\"run\":", attempt.run());
    json.append(",\"token\":").append(attempt.token());
    plain = plain && text(",\"confirmation\":", attempt.confirmation());
    json.append('}');
    return plain;
  }

  private boolean metered(@Nullable Metered metered) {
    if (metered == null) {
      return true;
    }
    boolean plain = text(",\"metered\":{\"priceBookVersion\":", metered.priceBookVersion());
    json.append(",\"hops\":[");
    for (int at = 0; at < metered.hops().size(); at++) {
      Hop hop = metered.hops().get(at);
      plain = plain && text(at == 0 ? "{\"model\":" : ",{\"model\":", hop.model());
      usage(hop.usage());
      json.append(",\"modifiers\":{\"geo\":\"").append(hop.modifiers().geo().name());
      json.append("\",\"speed\":\"").append(hop.modifiers().speed().name()).append("\"}}");
    }
    json.append("]}");
    return plain;
  }

  private void usage(TokenUsage usage) {
    json.append(",\"usage\":{\"input\":").append(usage.input());
    json.append(",\"write5m\":").append(usage.write5m());
    json.append(",\"write1h\":").append(usage.write1h());
    json.append(",\"cacheRead\":").append(usage.cacheRead());
    json.append(",\"output\":").append(usage.output());
    json.append(",\"webSearches\":").append(usage.webSearches()).append('}');
  }

  /// @param name with all that stands before the value; a null has none
  private boolean text(String name, @Nullable String value) {
    if (value == null) {
      return true;
    }
    for (int at = 0; at < value.length(); at++) {
      char letter = value.charAt(at);
      if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
        return false;
      }
    }
    json.append(name).append('"').append(value).append('"');
    return true;
  }

  /// As [Instant#toString] does; the deadlines of a batch mostly lie within one second.
  private void time(Instant time) {
    long seconds = time.getEpochSecond();
    int nanos = time.getNano();
    if (seconds != second) {
      String whole = Instant.ofEpochSecond(seconds).toString();
      secondText = whole.substring(0, whole.length() - 1);
      second = seconds;
    }
    json.append(secondText);
    if (nanos != 0) {
      int point = json.length();
      json.append(NANOS + nanos).setCharAt(point, '.');
      int digits = NANO_DIGITS;
      for (int rest = nanos; rest % THOUSAND == 0; rest /= THOUSAND) {
        digits -= GROUP;
      }
      json.setLength(point + 1 + digits);
    }
    json.append('Z');
  }
}
