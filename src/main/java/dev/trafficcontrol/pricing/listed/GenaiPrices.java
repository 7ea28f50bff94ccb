package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.Speed;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// The format of genai-prices (Pydantic, MIT): providers with models, each with a clause that says
/// which ids it is about, USD per million tokens, and tiers that begin *above* `start`.
final class GenaiPrices {

  private static final Map<String, Rate> RATES =
      Map.of(
          "input_mtok", Rate.INPUT,
          "cache_write_mtok", Rate.WRITE_5M,
          "cache_write_1h_mtok", Rate.WRITE_1H,
          "cache_read_mtok", Rate.CACHE_READ,
          "output_mtok", Rate.OUTPUT);

  /// A tool's fee, which no call is bounded by: the gateway has to refuse the tool.
  private static final String FILE_SEARCH = "storage_searches_kcount";

  private static final int PER_THOUSAND = 1_000;

  private final LocalDate on;

  private GenaiPrices(LocalDate on) {
    this.on = on;
  }

  /// @param on prices may hold from a day on
  static List<ListedModel> read(JsonNode providers, Set<String> wanted, LocalDate on) {
    GenaiPrices format = new GenaiPrices(on);
    List<ListedModel> models = new ArrayList<>();
    for (JsonNode provider : providers) {
      String name = provider.path("id").asString("");
      if (wanted.contains(name)) {
        provider.path("models").forEach(model -> models.add(format.model(model, name)));
      }
    }
    return models;
  }

  private ListedModel model(JsonNode model, String provider) {
    String id = model.path("id").asString("");
    ModelDraft draft = new ModelDraft(id, provider);
    Set<String> exact = new HashSet<>(Set.of(id));
    Predicate<String> described = clause(model.path("match"), exact);
    draft.named(new Names(exact, described));
    draft.window(model.path("context_window"));
    prices(current(model.path("prices"), draft), draft);
    return draft.done();
  }

  /// Where prices hold from a day on, those that hold now: the last that have begun.
  private JsonNode current(JsonNode prices, ModelDraft draft) {
    if (!prices.isArray()) {
      return prices;
    }
    JsonNode current = prices.path(prices.size());
    for (JsonNode conditional : prices) {
      JsonNode constraint = conditional.path("constraint");
      if (constraint.isMissingNode() || constraint.isNull() || hasBegun(constraint, draft)) {
        current = conditional.path("prices");
      }
    }
    return current;
  }

  private boolean hasBegun(JsonNode constraint, ModelDraft draft) {
    try {
      return !LocalDate.parse(constraint.path("start_date").asString("")).isAfter(on);
    } catch (DateTimeParseException _) {
      draft.unfit("its prices depend on more than the day: " + constraint);
      return false;
    }
  }

  private static void prices(JsonNode prices, ModelDraft draft) {
    for (Map.Entry<String, JsonNode> price : prices.properties()) {
      Rate rate = RATES.get(price.getKey());
      if (rate != null) {
        tiers(price.getValue(), rate, draft);
      } else if (price.getKey().equals("web_searches_kcount")) {
        draft.search(price.getValue(), PER_THOUSAND);
      } else if (!price.getKey().equals(FILE_SEARCH)) {
        draft.unfit("it has a price for '" + price.getKey() + "'");
      }
    }
  }

  private static void tiers(JsonNode price, Rate rate, ModelDraft draft) {
    if (!price.isObject()) {
      draft.rate(Speed.STANDARD, 0, rate, price, ModelDraft.PER_MILLION);
      return;
    }
    draft.rate(Speed.STANDARD, 0, rate, price.path("base"), ModelDraft.PER_MILLION);
    for (JsonNode tier : price.path("tiers")) {
      long start = tier.path("start").asLong(0);
      if (start <= 0) {
        draft.unfit("one of its tiers has no 'start'");
      } else {
        draft.rate(Speed.STANDARD, start, rate, tier.path("price"), ModelDraft.PER_MILLION);
      }
    }
  }

  /// @param exact takes the ids that are named as they are
  private static Predicate<String> clause(JsonNode match, Set<String> exact) {
    Predicate<String> any = _ -> false;
    for (Map.Entry<String, JsonNode> part : match.properties()) {
      String text = part.getValue().asString("");
      any =
          any.or(
              switch (part.getKey()) {
                case "or" -> anyOf(part.getValue(), exact);
                case "equals" -> {
                  exact.add(text);
                  yield text::equals;
                }
                case "starts_with" -> id -> id.startsWith(text);
                case "ends_with" -> id -> id.endsWith(text);
                case "contains" -> id -> id.contains(text);
                case "regex" -> pattern(text);
                default -> _ -> false;
              });
    }
    return any;
  }

  private static Predicate<String> anyOf(JsonNode clauses, Set<String> exact) {
    Predicate<String> any = _ -> false;
    for (JsonNode one : clauses) {
      any = any.or(clause(one, exact));
    }
    return any;
  }

  private static Predicate<String> pattern(String regex) {
    try {
      return Pattern.compile(regex).asPredicate();
    } catch (PatternSyntaxException _) {
      return _ -> false;
    }
  }
}
