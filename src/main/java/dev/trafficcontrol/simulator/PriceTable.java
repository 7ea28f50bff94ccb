package dev.trafficcontrol.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The providers' own prices, read from `prices.json` beside this class.
///
/// Transcribed rate by rate from the sources it names and shared with no other code, so that two
/// equal figures mean that two readings of those sources agree.
final class PriceTable {
  private static final String RESOURCE = "prices.json";

  /// A dated id, such as `claude-opus-5-5-20260801` or `gpt-5.1-2025-11-13`, has the price of its
  /// base, unless it is listed itself.
  private static final Pattern DATE = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

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
    return Optional.ofNullable(models.get(model))
        .or(() -> Optional.ofNullable(models.get(DATE.matcher(model).replaceFirst(""))));
  }

  /// The model of that name, if it is of that kind.
  <M extends PricedModel> Optional<M> find(String model, Class<M> kind) {
    return find(model).filter(kind::isInstance).map(kind::cast);
  }

  <M extends PricedModel> List<M> all(Class<M> kind) {
    return models.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static PriceTable read(JsonNode root) {
    Map<String, PricedModel> models = new LinkedHashMap<>();
    PriceReader.claudeModels(root).forEach(model -> models.put(model.id(), model));
    if (root.has("openai")) {
      PriceReader.gptModels(root.required("openai"))
          .forEach(model -> models.put(model.id(), model));
    }
    return new PriceTable(Collections.unmodifiableMap(models));
  }
}
