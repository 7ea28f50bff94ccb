package dev.trafficcontrol.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The provider's own prices, read from `prices.json` beside this class.
///
/// Transcribed from the provider's price page rate by rate and shared with no other code, so that
/// two equal figures mean that two readings of that page agree.
final class PriceTable {
  private static final String RESOURCE = "prices.json";

  /// A dated id, such as `claude-opus-5-5-20260801`, has the price of its base.
  private static final Pattern DATE = Pattern.compile("-\\d{8}$");

  private final Map<String, PricedModel> models;

  private PriceTable(Map<String, PricedModel> models) {
    this.models = models;
  }

  static PriceTable own() {
    try (InputStream in = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the simulator's " + RESOURCE + " is missing");
      }
      return read(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PriceTable parse(String json) {
    return read(JsonMapper.shared().readTree(json));
  }

  Optional<PricedModel> find(String model) {
    return Optional.ofNullable(models.get(DATE.matcher(model).replaceFirst("")));
  }

  Collection<PricedModel> all() {
    return models.values();
  }

  private static PriceTable read(JsonNode root) {
    BigDecimal perSearch = amount(root, "usd_per_search");
    BigDecimal us = amount(root, "us_multiplier");
    Map<String, PricedModel> models = new LinkedHashMap<>();
    for (JsonNode entry : root.required("models")) {
      for (JsonNode id : entry.required("ids")) {
        models.put(id.stringValue(), model(id.stringValue(), entry, us, perSearch));
      }
    }
    return new PriceTable(Collections.unmodifiableMap(models));
  }

  private static PricedModel model(String id, JsonNode entry, BigDecimal us, BigDecimal perSearch) {
    JsonNode longer = entry.get("long");
    return new PricedModel(
        id,
        entry.required("window").longValue(),
        entry.required("max_output").longValue(),
        rates(entry.required("rates")),
        entry.has("fast") ? rates(entry.required("fast")) : null,
        longPrompt(longer),
        entry.path("us").asBoolean(false) ? us : null,
        perSearch);
  }

  private static PricedModel.@Nullable LongPrompt longPrompt(@Nullable JsonNode node) {
    return node == null
        ? null
        : new PricedModel.LongPrompt(
            node.required("above").longValue(), rates(node.required("rates")));
  }

  private static PricedModel.Rates rates(JsonNode node) {
    return new PricedModel.Rates(
        amount(node, "input"),
        amount(node, "write_5m"),
        amount(node, "write_1h"),
        amount(node, "read"),
        amount(node, "output"));
  }

  private static BigDecimal amount(JsonNode node, String field) {
    return new BigDecimal(node.required(field).stringValue());
  }
}
