package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.InvalidPriceBook;
import dev.trafficcontrol.pricing.PriceBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A list of prices in one of the formats known here, told apart by what is in it.
///
/// Of foreign lists only the models of Anthropic and OpenAI are read: what others sell under the
/// same names has prices of its own.
public final class PriceList {

  /// Where the second source that is shipped lies on the class path.
  public static final String SHIPPED = "/dev/trafficcontrol/pricing/genai-prices.json";

  private static final Set<String> PROVIDERS = Set.of("anthropic", "openai");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Format format;
  private final List<ListedModel> models;
  private final Optional<PriceBook> book;

  /// Whose way to write prices it is.
  public enum Format {
    PRICE_BOOK("price book"),
    GENAI_PRICES("genai-prices"),
    LITELLM("LiteLLM"),
    MODELS_DEV("models.dev");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private PriceList(Format format, List<ListedModel> models, Optional<PriceBook> book) {
    this.format = format;
    this.models = List.copyOf(models);
    this.book = book;
  }

  /// Throws [InvalidPriceList] for what is none.
  ///
  /// @param on the day whose prices are asked for, where a list has several
  public static PriceList read(String json, LocalDate on) {
    JsonNode tree = tree(json);
    PriceList list =
        switch (format(tree)) {
          case PRICE_BOOK -> ofBook(json);
          case GENAI_PRICES ->
              foreign(
                  Format.GENAI_PRICES,
                  GenaiPrices.read(tree.isArray() ? tree : tree.path("providers"), PROVIDERS, on));
          case LITELLM -> foreign(Format.LITELLM, LiteLlmPrices.read(tree, PROVIDERS));
          case MODELS_DEV -> foreign(Format.MODELS_DEV, ModelsDevPrices.read(tree, PROVIDERS));
        };
    if (list.models.isEmpty()) {
      throw new InvalidPriceList(
          List.of(
              "It is in the format of %s, and has no model of Anthropic or OpenAI."
                  .formatted(list.format.label())));
    }
    return list;
  }

  public Format format() {
    return format;
  }

  List<ListedModel> models() {
    return models;
  }

  /// The book that it is; empty for a foreign list.
  Optional<PriceBook> book() {
    return book;
  }

  private static PriceList foreign(Format format, List<ListedModel> models) {
    return new PriceList(format, models, Optional.empty());
  }

  private static PriceList ofBook(String json) {
    try {
      PriceBook book = PriceBook.parseUnjudged(json);
      return new PriceList(
          Format.PRICE_BOOK, book.models().stream().map(BookEntry::of).toList(), Optional.of(book));
    } catch (InvalidPriceBook invalid) {
      throw new InvalidPriceList(invalid.faults());
    }
  }

  private static Format format(JsonNode tree) {
    if (tree.isObject() && tree.path("models").isArray()) {
      return Format.PRICE_BOOK;
    }
    if (tree.path("providers").isArray()
        || (tree.isArray() && tree.path(0).path("models").isArray())) {
      return Format.GENAI_PRICES;
    }
    if (LiteLlmPrices.isOne(tree)) {
      return Format.LITELLM;
    }
    if (ModelsDevPrices.isOne(tree)) {
      return Format.MODELS_DEV;
    }
    throw new InvalidPriceList(
        List.of(
            "It is JSON, but none of: a price book (\"version\" and \"models\"), genai-prices"
                + " (\"providers\"), LiteLLM's model_prices_and_context_window.json"
                + " (\"litellm_provider\" in each model), models.dev's api.json (\"models\" in each"
                + " provider)."));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException broken) {
      throw new InvalidPriceList(InvalidPriceBook.unreadable(broken).faults());
    }
  }
}
