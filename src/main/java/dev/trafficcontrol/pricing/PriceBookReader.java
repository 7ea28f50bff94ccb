package dev.trafficcontrol.pricing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a price book: JSON, then models, then what the models say of each other.
final class PriceBookReader {

  /// Whether prices that can hardly be true are faults. Whoever asks a person first has them read
  /// unjudged.
  enum Belief {
    JUDGED,
    UNJUDGED
  }

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PriceBookReader() {}

  static PriceBook read(String json, Belief belief) {
    List<String> faults = new ArrayList<>();
    Fields book = new Fields(tree(json), "price book", faults);
    String label = book.text("version", "[0-9A-Za-z.-]{1,40}");
    List<ModelPrice> models =
        book.objects("models").stream().map(model -> ModelReader.read(model, belief)).toList();
    book.done();
    if (models.isEmpty()) {
      book.fault("no models");
    }
    Set<String> ids = new HashSet<>();
    for (ModelPrice price : models) {
      List<String> names = new ArrayList<>(price.aliases());
      names.add(price.model());
      names.stream()
          .filter(name -> !ids.add(name))
          .forEach(name -> book.fault("model '%s' is there twice".formatted(name)));
    }
    if (!faults.isEmpty()) {
      throw new InvalidPriceBook(faults);
    }
    return new PriceBook(label, Fingerprint.of(json), models);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException broken) {
      throw InvalidPriceBook.unreadable(broken);
    }
  }
}
