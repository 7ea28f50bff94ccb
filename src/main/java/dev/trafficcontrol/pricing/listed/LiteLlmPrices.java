package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The format of LiteLLM's `model_prices_and_context_window.json` (MIT): one object by model, USD
/// per *token*, borders and service tiers in the names of the fields.
final class LiteLlmPrices {

  private static final Map<String, Rate> RATES =
      Map.of(
          "input_cost_per_token", Rate.INPUT,
          "cache_creation_input_token_cost", Rate.WRITE_5M,
          "cache_creation_input_token_cost_above_1hr", Rate.WRITE_1H,
          "cache_read_input_token_cost", Rate.CACHE_READ,
          "output_cost_per_token", Rate.OUTPUT);

  /// Both orders of border and tier occur.
  private static final Pattern RATE =
      Pattern.compile(
          "(input_cost_per_token|cache_creation_input_token_cost(?:_above_1hr)?"
              + "|cache_read_input_token_cost|output_cost_per_token)"
              + "(?:_(flex|priority))?(?:_above_([1-9][0-9]{0,5})k_tokens)?(?:_(flex|priority))?");

  /// Fees of tools, and what is not asked for: batches, tiers that are not offered here.
  private static final Pattern BESIDE =
      Pattern.compile(
          ".*_batches(_.*)?|.*_ultrafast(_.*)?|file_search_.*|code_interpreter_.*|computer_use_.*"
              + "|vector_store_.*|search_context_cost_per_query");

  private static final Set<String> MODES = Set.of("chat", "responses");
  private static final long THOUSAND = 1_000;

  private LiteLlmPrices() {}

  static boolean isOne(JsonNode list) {
    return list.isObject()
        && list.values().stream().anyMatch(model -> model.has("litellm_provider"));
  }

  static List<ListedModel> read(JsonNode list, Set<String> wanted) {
    List<ListedModel> models = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : list.properties()) {
      String provider = entry.getValue().path("litellm_provider").asString("");
      if (wanted.contains(provider) && !entry.getKey().equals("sample_spec")) {
        models.add(model(entry.getKey(), provider, entry.getValue()));
      }
    }
    return models;
  }

  private static ListedModel model(String id, String provider, JsonNode entry) {
    ModelDraft draft = new ModelDraft(id, provider);
    if (!MODES.contains(entry.path("mode").asString(""))) {
      draft.unfit("it is for '" + entry.path("mode").asString("") + "'");
    }
    draft.window(entry.path("max_input_tokens"));
    draft.largestOutput(entry.path("max_output_tokens"));
    entry.path("search_context_cost_per_query").forEach(price -> draft.search(price, 1));
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      Matcher rate = RATE.matcher(field.getKey());
      if (rate.matches()) {
        rate(rate, field.getValue(), draft);
      } else if (field.getKey().contains("cost")
          && !BESIDE.matcher(field.getKey()).matches()
          && !isOutputAgain(field, entry)) {
        draft.unfit("it has a price for '" + field.getKey() + "'");
      }
    }
    return draft.done();
  }

  private static void rate(Matcher name, JsonNode usd, ModelDraft draft) {
    String tier = name.group(2) == null ? name.group(4) : name.group(2);
    Speed speed =
        switch (tier) {
          case "flex" -> Speed.FLEX;
          case "priority" -> Speed.PRIORITY;
          case null, default -> Speed.STANDARD;
        };
    long above = name.group(3) == null ? 0 : THOUSAND * Long.parseLong(name.group(3));
    Rate rate = RATES.get(name.group(1));
    if (rate != null) {
      draft.rate(speed, above, rate, usd, ModelDraft.PER_TOKEN);
    }
  }

  /// Thinking at the price of output is no price of its own.
  private static boolean isOutputAgain(Map.Entry<String, JsonNode> field, JsonNode entry) {
    return field.getKey().equals("output_cost_per_reasoning_token")
        && field.getValue().equals(entry.path("output_cost_per_token"));
  }
}
