package dev.trafficcontrol.pricing;

import dev.trafficcontrol.money.Money;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads one model of the price book.
final class ModelReader {

  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}";
  private static final String WORD = "[a-z][a-z0-9-]{0,39}";

  private ModelReader() {}

  /// A person's word that prices which can hardly be true are (`accepted`) is believed.
  static ModelPrice read(Fields fields, PriceBookReader.Belief asked) {
    PriceBookReader.Belief belief = asked;
    if (fields.has(PriceBookWriter.ACCEPTED)) {
      fields.text(PriceBookWriter.ACCEPTED, ".{3,200}");
      belief = PriceBookReader.Belief.UNJUDGED;
    }
    ModelPrice price =
        new ModelPrice(
            fields.text("model", ID),
            new HashSet<>(fields.texts("aliases", ID)),
            fields.text("provider", WORD),
            fields.text("class", WORD),
            new ModelPrice.Limits(fields.count("contextWindow"), fields.count("maxOutput")),
            tiersBySpeed(fields.object("rates"), belief),
            permilleByGeo(fields.object("geo")),
            Money.ofNanos(fields.millionths("webSearch") * 1_000));
    fields.done();
    return price;
  }

  private static Map<Speed, List<Tier>> tiersBySpeed(Fields rates, PriceBookReader.Belief belief) {
    Map<Speed, List<Tier>> tiers = new EnumMap<>(Speed.class);
    for (Speed speed : EnumSet.complementOf(EnumSet.of(Speed.UNSTATED))) {
      String name = name(speed);
      if (speed == Speed.STANDARD || rates.has(name)) {
        List<Tier> read = rates.objects(name).stream().map(tier -> tier(tier, belief)).toList();
        Plausibility.ofTiers(read).forEach(fault -> rates.fault(name + ": " + fault));
        tiers.put(speed, read);
      }
    }
    rates.done();
    return tiers;
  }

  private static Tier tier(Fields fields, PriceBookReader.Belief belief) {
    Rates rates =
        new Rates(
            fields.millionths("input"),
            fields.millionths("write5m"),
            fields.millionths("write1h"),
            fields.millionths("cacheRead"),
            fields.millionths("output"));
    Tier tier =
        new Tier(
            fields.count("upToPromptTokens", Tier.UNLIMITED),
            rates,
            fields.text("source", ".{3,200}"),
            fields.date("date"));
    fields.done();
    if (rates.input() == 0 || rates.output() == 0) {
      fields.fault("'input' and 'output' must be above zero: what costs nothing can't be held");
    }
    if (belief == PriceBookReader.Belief.JUDGED) {
      Plausibility.ofRates(rates).forEach(fields::fault);
    }
    return tier;
  }

  private static Map<Geo, Integer> permilleByGeo(Fields fields) {
    Map<Geo, Integer> permille = new EnumMap<>(Geo.class);
    for (Geo geo : List.of(Geo.GLOBAL, Geo.US)) {
      String name = name(geo);
      if (geo == Geo.GLOBAL || fields.has(name)) {
        long millionths = fields.millionths(name);
        if (millionths < 1_000_000 || millionths > 10_000_000 || millionths % 1_000 != 0) {
          fields.fault("'%s' must be from 1 to 10, with at most 3 decimals".formatted(name));
        }
        permille.put(geo, Math.toIntExact(millionths / 1_000));
      }
    }
    fields.done();
    return permille;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
