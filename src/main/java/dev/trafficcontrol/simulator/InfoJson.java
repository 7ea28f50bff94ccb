package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What can be asked without being charged: the models, and the bill.
final class InfoJson {
  private static final Instant RELEASED = Instant.parse("2026-08-01T00:00:00Z");

  private final PriceTable prices;
  private final Bill bill;

  InfoJson(PriceTable prices, Bill bill) {
    this.prices = prices;
    this.bill = bill;
  }

  String models(Protocol protocol) {
    ObjectNode page = JsonMapper.shared().createObjectNode();
    ArrayNode data = page.putArray("data");
    switch (protocol) {
      case ANTHROPIC -> {
        prices.all(ClaudeModel.class).forEach(model -> data.add(describe(model)));
        page.put("has_more", false)
            .put("first_id", data.path(0).path("id").asString(""))
            .put("last_id", data.path(data.size() - 1).path("id").asString(""));
      }
      case OPENAI -> {
        page.put("object", "list");
        prices.all(GptModel.class).forEach(model -> data.add(describe(model)));
      }
    }
    return page.toString();
  }

  String model(String id, Protocol protocol) {
    Optional<? extends PricedModel> model =
        switch (protocol) {
          case ANTHROPIC -> prices.find(id, ClaudeModel.class);
          case OPENAI -> prices.find(id, GptModel.class);
        };
    return model
        .map(found -> describe(found).toString())
        .orElseThrow(() -> new ApiError(new Problem(404, null, "model: " + id)));
  }

  private static ObjectNode describe(PricedModel model) {
    ObjectNode node = JsonMapper.shared().createObjectNode().put("id", model.id());
    return switch (model) {
      case ClaudeModel claude ->
          node.put("type", "model")
              .put("display_name", claude.id())
              .put("created_at", RELEASED.toString())
              .put("max_input_tokens", claude.window())
              .put("max_tokens", claude.maxOutput());
      case GptModel _ ->
          node.put("object", "model")
              .put("created", RELEASED.getEpochSecond())
              .put("owned_by", "openai");
    };
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
