package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What can be asked without being charged: the models, and the bill.
final class InfoJson {
  private static final String RELEASED = "2026-08-01T00:00:00Z";

  private final PriceTable prices;
  private final Bill bill;

  InfoJson(PriceTable prices, Bill bill) {
    this.prices = prices;
    this.bill = bill;
  }

  String models() {
    ObjectNode page = JsonMapper.shared().createObjectNode();
    ArrayNode data = page.putArray("data");
    prices.all().forEach(model -> data.add(describe(model)));
    page.put("has_more", false)
        .put("first_id", data.get(0).required("id").stringValue())
        .put("last_id", data.get(data.size() - 1).required("id").stringValue());
    return page.toString();
  }

  String model(String id) {
    return prices
        .find(id)
        .map(model -> describe(model).toString())
        .orElseThrow(() -> new ApiError(404, "not_found_error", "model: " + id));
  }

  private static ObjectNode describe(PricedModel model) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("type", "model")
        .put("id", model.id())
        .put("display_name", model.id())
        .put("created_at", RELEASED)
        .put("max_input_tokens", model.window())
        .put("max_tokens", model.maxOutput());
  }

  /// Totals as decimal strings in USD.
  String bill() {
    BillTotals totals = bill.totals();
    ObjectNode json =
        JsonMapper.shared()
            .createObjectNode()
            .put("currency", "USD")
            .put("total", totals.total().toPlainString())
            .put("calls", totals.calls())
            .put("open", totals.open())
            .put("lines", totals.lines());
    ObjectNode models = json.putObject("models");
    for (Map.Entry<String, BigDecimal> model : new TreeMap<>(totals.models()).entrySet()) {
      models.put(model.getKey(), model.getValue().toPlainString());
    }
    return json.toString();
  }
}
