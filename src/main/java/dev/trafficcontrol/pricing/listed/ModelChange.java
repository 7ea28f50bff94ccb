package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import dev.trafficcontrol.pricing.listed.PriceUpdate.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs between two prices of one model; where they were read is no difference.
final class ModelChange {

  private final ModelPrice before;
  private final ModelPrice after;
  private final List<Change> changes = new ArrayList<>();

  private ModelChange(ModelPrice before, ModelPrice after) {
    this.before = before;
    this.after = after;
  }

  /// @param before empty for a model that is new
  static List<Change> between(Optional<ModelPrice> before, ModelPrice after) {
    return before.map(was -> new ModelChange(was, after).all()).orElseGet(() -> ofNew(after));
  }

  private static List<Change> ofNew(ModelPrice model) {
    Rates rates = model.rates(Speed.STANDARD, 1).orElseThrow();
    return List.of(
        new Change(
            model.model(),
            "new",
            PriceDifference.NONE,
            "input %s, output %s"
                .formatted(Rates.perMillion(rates.input()), Rates.perMillion(rates.output()))));
  }

  private List<Change> all() {
    for (PriceDifference price : PriceDifference.of(before, BookEntry.of(after))) {
      changes.add(new Change(after.model(), price.what(), price.ours(), price.theirs()));
    }
    for (Speed speed : Speed.values()) {
      borders(speed);
    }
    compare("context window", before.limits().contextWindow(), after.limits().contextWindow());
    compare("largest output", before.limits().maxOutput(), after.limits().maxOutput());
    compare("provider", before.provider(), after.provider());
    compare("class", before.modelClass(), after.modelClass());
    compare("places", new TreeMap<>(before.geoPermille()), new TreeMap<>(after.geoPermille()));
    compare("aliases", new TreeSet<>(before.aliases()), new TreeSet<>(after.aliases()));
    return List.copyOf(changes);
  }

  /// A speed that is no longer offered, and a border that moved by one token.
  private void borders(Speed speed) {
    List<Long> was = upTo(before, speed);
    List<Long> is = upTo(after, speed);
    String name = speed.name().toLowerCase(Locale.ROOT);
    if (is.isEmpty()) {
      compare(name, was.isEmpty() ? "not offered" : "offered", "not offered");
    } else if (was.size() == is.size()) {
      compare(name + ", sizes of prompts", was, is);
    }
  }

  private static List<Long> upTo(ModelPrice model, Speed speed) {
    return model.tiers().getOrDefault(speed, List.of()).stream().map(Tier::upTo).toList();
  }

  private void compare(String what, Object was, Object is) {
    boolean isSaid =
        changes.stream().anyMatch(change -> change.what().endsWith("sizes of prompts"));
    if (!was.equals(is) && !(isSaid && what.endsWith("sizes of prompts"))) {
      changes.add(new Change(after.model(), what, was.toString(), is.toString()));
    }
  }
}
