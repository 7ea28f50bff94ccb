package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The two kinds of lines a bill has, as JSON.
sealed interface BillLine {
  /// A call was begun: from here on it costs this much, unless it is closed with another amount.
  record Opened(Charge charge) implements BillLine {}

  /// A call ended: this is what it costs.
  record Closed(Charge charge, Charge.Outcome outcome) implements BillLine {}

  Charge charge();

  default String toJson(Instant now) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    switch (this) {
      case Opened _ -> line.put("event", "open");
      case Closed closed ->
          line.put("event", "close")
              .put("outcome", closed.outcome().name().toLowerCase(Locale.ROOT));
    }
    Charge charge = charge();
    line.put("id", charge.id())
        .put("request_id", charge.requestId())
        .put("at", now.toString())
        .put("payer", charge.payer())
        .put("model", charge.model());
    Usage usage = charge.usage();
    line.putObject("usage")
        .put("input", usage.input())
        .put("write_5m", usage.write5m())
        .put("write_1h", usage.write1h())
        .put("read", usage.read())
        .put("output", usage.output())
        .put("searches", usage.searches());
    return line.put("usd", charge.usd().toPlainString()).toString();
  }

  static BillLine parse(String json) {
    JsonNode line = JsonMapper.shared().readTree(json);
    JsonNode usage = line.required("usage");
    Charge charge =
        new Charge(
            line.required("id").stringValue(),
            line.required("request_id").stringValue(),
            line.required("payer").stringValue(),
            line.required("model").stringValue(),
            new Usage(
                usage.required("input").longValue(),
                usage.required("write_5m").longValue(),
                usage.required("write_1h").longValue(),
                usage.required("read").longValue(),
                usage.required("output").longValue(),
                usage.required("searches").longValue()),
            new BigDecimal(line.required("usd").stringValue()));
    return switch (line.required("event").stringValue()) {
      case "open" -> new Opened(charge);
      case "close" ->
          new Closed(
              charge,
              Charge.Outcome.valueOf(
                  line.required("outcome").stringValue().toUpperCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException("not a line of a bill: " + json);
    };
  }
}
