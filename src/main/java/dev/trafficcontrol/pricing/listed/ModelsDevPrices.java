package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The format of models.dev's `api.json` (MIT): providers by id, with models by id, USD per million
/// tokens, limits, and tiers that begin above a size.
final class ModelsDevPrices {

  private static final Map<String, Rate> RATES =
      Map.of(
          "input", Rate.INPUT,
          "cache_write", Rate.WRITE_5M,
          "cache_read", Rate.CACHE_READ,
          "output", Rate.OUTPUT);

  private static final String TIERS = "tiers";

  /// The older way to say a tier; [#TIERS] comes first where both are there.
  private static final String OVER_200K = "context_over_200k";

  private static final long THAT = 200_000;

  private ModelsDevPrices() {}

  static boolean isOne(JsonNode list) {
    return list.isObject()
        && list.values().stream().anyMatch(provider -> provider.path("models").isObject());
  }

  static List<ListedModel> read(JsonNode list, Set<String> wanted) {
    List<ListedModel> models = new ArrayList<>();
    for (String provider : wanted) {
      for (Map.Entry<String, JsonNode> model : list.path(provider).path("models").properties()) {
        models.add(model(model.getKey(), provider, model.getValue()));
      }
    }
    return models;
  }

  private static ListedModel model(String id, String provider, JsonNode entry) {
    ModelDraft draft = new ModelDraft(id, provider);
    draft.window(entry.path("limit").path("context"));
    draft.largestOutput(entry.path("limit").path("output"));
    JsonNode cost = entry.path("cost");
    rates(cost, 0, draft);
    if (cost.has(TIERS)) {
      cost.path(TIERS).forEach(tier -> tier(tier, draft));
    } else if (cost.has(OVER_200K)) {
      rates(cost.path(OVER_200K), THAT, draft);
    }
    return draft.done();
  }

  private static void tier(JsonNode tier, ModelDraft draft) {
    long size = tier.path("tier").path("size").asLong(0);
    if (size <= 0 || !tier.path("tier").path("type").asString("").equals("context")) {
      draft.unfit("one of its tiers does not begin at a size of the prompt");
    } else {
      rates(tier, size, draft);
    }
  }

  private static void rates(JsonNode cost, long above, ModelDraft draft) {
    for (Map.Entry<String, JsonNode> price : cost.properties()) {
      Rate rate = RATES.get(price.getKey());
      if (rate != null) {
        draft.rate(Speed.STANDARD, above, rate, price.getValue(), ModelDraft.PER_MILLION);
      } else if (!isNoPriceOfItsOwn(price, cost)) {
        draft.unfit("it has a price for '" + price.getKey() + "'");
      }
    }
  }

  /// Thinking at the price of output, and what is read elsewhere.
  private static boolean isNoPriceOfItsOwn(Map.Entry<String, JsonNode> price, JsonNode cost) {
    return Set.of("tier", TIERS, OVER_200K).contains(price.getKey())
        || (price.getKey().equals("reasoning") && price.getValue().equals(cost.path("output")));
  }
}
