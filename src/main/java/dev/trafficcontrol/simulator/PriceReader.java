package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.PricedModel.Rates;
import dev.trafficcontrol.simulator.PricedModel.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the models of `prices.json`. Rates are decimal strings, USD per million tokens.
final class PriceReader {
  private PriceReader() {}

  static List<ClaudeModel> claudeModels(JsonNode root) {
    BigDecimal perSearch = amount(root, "usd_per_search");
    BigDecimal us = amount(root, "us_multiplier");
    List<ClaudeModel> models = new ArrayList<>();
    for (JsonNode entry : root.required("models")) {
      for (JsonNode id : entry.required("ids")) {
        models.add(claudeModel(id.stringValue(), entry, us, perSearch));
      }
    }
    return models;
  }

  private static ClaudeModel claudeModel(
      String id, JsonNode entry, BigDecimal us, BigDecimal perSearch) {
    @Nullable JsonNode longer = entry.get("long");
    return new ClaudeModel(
        id,
        entry.required("window").longValue(),
        entry.required("max_output").longValue(),
        claudeRates(entry.required("rates")),
        entry.has("fast") ? claudeRates(entry.required("fast")) : null,
        longer == null
            ? null
            : new ClaudeModel.LongPrompt(
                longer.required("above").longValue(), claudeRates(longer.required("rates"))),
        entry.path("us").asBoolean(false) ? us : null,
        perSearch);
  }

  private static Rates claudeRates(JsonNode node) {
    return new Rates(
        amount(node, "input"),
        amount(node, "write_5m"),
        amount(node, "write_1h"),
        amount(node, "read"),
        amount(node, "output"));
  }

  static List<GptModel> gptModels(JsonNode root) {
    List<GptModel> models = new ArrayList<>();
    for (JsonNode entry : root.required("models")) {
      for (JsonNode id : entry.required("ids")) {
        models.add(gptModel(id.stringValue(), entry));
      }
    }
    return models;
  }

  private static GptModel gptModel(String id, JsonNode entry) {
    @Nullable JsonNode longer = entry.get("long");
    return new GptModel(
        id,
        entry.required("window").longValue(),
        entry.required("max_output").longValue(),
        entry.path("reasons").asBoolean(false) ? Form.Thinking.SOME : Form.Thinking.NONE,
        tiers(entry),
        longer == null
            ? null
            : new GptModel.LongPrompt(longer.required("above").longValue(), tiers(longer)),
        entry.required("rates").has("write")
            ? GptModel.CacheWrites.PRICED
            : GptModel.CacheWrites.AS_INPUT);
  }

  private static Map<Tier, Rates> tiers(JsonNode node) {
    Map<Tier, Rates> tiers = new EnumMap<>(Tier.class);
    tiers.put(Tier.DEFAULT, gptRates(node.required("rates")));
    for (Tier tier : List.of(Tier.FLEX, Tier.PRIORITY)) {
      if (node.has(tier.word())) {
        tiers.put(tier, gptRates(node.required(tier.word())));
      }
    }
    return tiers;
  }

  /// Cached tokens, and those written to the cache, are input like any other where they have no
  /// price of their own.
  private static Rates gptRates(JsonNode node) {
    BigDecimal input = amount(node, "input");
    BigDecimal write = node.has("write") ? amount(node, "write") : input;
    BigDecimal read = node.has("read") ? amount(node, "read") : input;
    return new Rates(input, write, write, read, amount(node, "output"));
  }

  private static BigDecimal amount(JsonNode node, String field) {
    return new BigDecimal(node.required(field).stringValue());
  }
}
