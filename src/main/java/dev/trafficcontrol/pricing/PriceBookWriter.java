package dev.trafficcontrol.pricing;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/// Writes a price book as [PriceBookReader] reads it, the same for the same models, so that books
/// can be compared line by line.
public final class PriceBookWriter {

  /// The field by which a model's prices are believed although they can hardly be true.
  static final String ACCEPTED = "accepted";

  private static final String BY_A_PERSON = "somebody said yes to prices that can hardly be true";

  private PriceBookWriter() {}

  /// @param label what the book is called; its version is this and a fingerprint
  public static String write(String label, List<ModelPrice> models) {
    return "{\n  \"version\": %s,\n  \"models\": [\n%s\n  ]\n}\n"
        .formatted(
            quoted(label),
            models.stream().map(PriceBookWriter::model).collect(Collectors.joining(",\n")));
  }

  private static String model(ModelPrice price) {
    return """
        {
          "model": %s, "aliases": [%s], "provider": %s, "class": %s,
          "contextWindow": %d, "maxOutput": %d, "geo": {%s}, "webSearch": "%s",%s
          "rates": {
    %s
          }
        }\
    """
        .formatted(
            quoted(price.model()),
            price.aliases().stream()
                .sorted()
                .map(PriceBookWriter::quoted)
                .collect(Collectors.joining(", ")),
            quoted(price.provider()),
            quoted(price.modelClass()),
            price.limits().contextWindow(),
            price.limits().maxOutput(),
            geo(price.geoPermille()),
            price.webSearch().toUsd(),
            isBelieved(price) ? "" : " \"%s\": %s,".formatted(ACCEPTED, quoted(BY_A_PERSON)),
            rates(price.tiers()));
  }

  private static boolean isBelieved(ModelPrice price) {
    return price.tiers().values().stream()
        .flatMap(List::stream)
        .allMatch(tier -> Plausibility.ofRates(tier.rates()).isEmpty());
  }

  private static String geo(Map<Geo, Integer> permille) {
    return permille.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            place -> "\"%s\": \"%s\"".formatted(name(place.getKey()), decimal(place.getValue(), 3)))
        .collect(Collectors.joining(", "));
  }

  private static String rates(Map<Speed, List<Tier>> tiers) {
    return tiers.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .map(speed ->
            "        \"%s\": [\n%s\n        ]"
                .formatted(
                    name(speed.getKey()),
                    speed.getValue().stream()
                        .map(PriceBookWriter::tier)
                        .collect(Collectors.joining(",\n"))))
        .collect(Collectors.joining(",\n"));
  }

  private static String tier(Tier tier) {
    Rates rates = tier.rates();
    return "          {%s\"input\": \"%s\", \"write5m\": \"%s\", \"write1h\": \"%s\", \"cacheRead\": \"%s\", \"output\": \"%s\", \"source\": %s, \"date\": \"%s\"}"
        .formatted(
            tier.upTo() == Tier.UNLIMITED ? "" : "\"upToPromptTokens\": " + tier.upTo() + ", ",
            decimal(rates.input(), 6),
            decimal(rates.write5m(), 6),
            decimal(rates.write1h(), 6),
            decimal(rates.cacheRead(), 6),
            decimal(rates.output(), 6),
            quoted(tier.source()),
            tier.date());
  }

  private static String decimal(long value, int digits) {
    BigDecimal exact = BigDecimal.valueOf(value, digits).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
