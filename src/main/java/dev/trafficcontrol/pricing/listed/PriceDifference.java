package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A price that a list says otherwise than the book.
///
/// @param what such as `input`, `flex output above 272000`, `web search`
/// @param ours in USD, per million tokens or per search
public record PriceDifference(String model, String what, String ours, String theirs) {

  static final String NONE = "-";

  /// A border is said as the last token below or as the first above: the same border.
  private static final long SAME_BORDER = 1;

  /// What a list says otherwise of a model. What it leaves unsaid is no difference.
  static List<PriceDifference> of(ModelPrice ours, ListedModel theirs) {
    List<PriceDifference> found = new ArrayList<>();
    for (Speed speed : Speed.values()) {
      List<ListedTier> listed = theirs.tiers().getOrDefault(speed, List.of());
      List<Tier> own = ours.tiers().getOrDefault(speed, List.of());
      if (!listed.isEmpty()) {
        tiers(ours.model(), prefix(speed), own, listed, found);
      }
    }
    theirs
        .webSearch()
        .filter(search -> !search.equals(ours.webSearch()))
        .ifPresent(search ->
            found.add(
                new PriceDifference(
                    ours.model(), "web search", usd(ours.webSearch()), usd(search))));
    return found;
  }

  private static void tiers(
      String model,
      String prefix,
      List<Tier> ours,
      List<ListedTier> theirs,
      List<PriceDifference> found) {
    if (!haveSameBorders(ours, theirs)) {
      found.add(
          new PriceDifference(
              model,
              prefix + "sizes of prompts",
              sizes(ours.stream().map(Tier::upTo).toList()),
              sizes(theirs.stream().map(ListedTier::upTo).toList())));
    }
    long above = 0;
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      String where = above == 0 ? "" : " above " + above;
      Rates own = ours.get(i).rates();
      for (Map.Entry<Rate, Long> listed : theirs.get(i).rates().entrySet()) {
        long rate = listed.getKey().of(own);
        if (rate != listed.getValue()) {
          found.add(
              new PriceDifference(
                  model,
                  prefix + listed.getKey().label() + where,
                  Rates.perMillion(rate),
                  Rates.perMillion(listed.getValue())));
        }
      }
      above = ours.get(i).upTo();
    }
  }

  private static boolean haveSameBorders(List<Tier> ours, List<ListedTier> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (Math.abs(ours.get(i).upTo() - theirs.get(i).upTo()) > SAME_BORDER) {
        return false;
      }
    }
    return true;
  }

  private static String sizes(List<Long> borders) {
    return borders.isEmpty()
        ? NONE
        : borders.stream()
            .map(upTo -> upTo == Tier.UNLIMITED ? "any" : "up to " + upTo)
            .collect(Collectors.joining(", "));
  }

  private static String prefix(Speed speed) {
    return speed == Speed.STANDARD ? "" : speed.name().toLowerCase(Locale.ROOT) + " ";
  }

  static String usd(Money money) {
    return money.toUsd();
  }
}
