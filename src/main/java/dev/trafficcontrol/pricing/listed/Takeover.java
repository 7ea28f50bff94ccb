package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import dev.trafficcontrol.pricing.listed.PriceUpdate.Left;
import dev.trafficcontrol.pricing.listed.PriceUpdate.Taken;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes prices of a book out of the entries of a foreign list.
///
/// What a list leaves unsaid comes from the book, as long as it can't have changed unseen: a rate
/// where the input of its tier is what it was, a speed where the standard rates are. Else it is
/// dropped, or the model is not taken over. What bounds a call (its window, the fee of a search)
/// only goes up: lists mix up windows with the part of them that a prompt may fill.
final class Takeover {

  /// The dearest that either of the two asks for a search.
  private static final Money DEAREST_SEARCH = Money.ofUsd("0.025");

  /// A new model may cost more in the US: an entry does not say, so it is priced as if it did.
  private static final Map<Geo, Integer> ANTHROPICS = Map.of(Geo.GLOBAL, 1_000, Geo.US, 1_100);

  private final PriceBook book;
  private final PriceList.Format format;
  private final LocalDate today;

  Takeover(PriceBook book, PriceList.Format format, LocalDate today) {
    this.book = book;
    this.format = format;
    this.today = today;
  }

  /// One for each model that the entry is about.
  List<Taken> of(ListedModel listed) {
    List<ModelPrice> own =
        book.models().stream().filter(price -> listed.names().cover(price.model())).toList();
    Optional<ModelPrice> base = book.find(listed.id());
    if (own.isEmpty() && base.isPresent()) {
      return ofSnapshot(base.get(), listed);
    }
    return own.isEmpty()
        ? List.of(ofNew(listed))
        : own.stream().map(price -> ofKnown(price, listed)).toList();
  }

  /// A dated id or another name has the price of its base; where the list has another for it, a
  /// person has to say which holds.
  private static List<Taken> ofSnapshot(ModelPrice base, ListedModel listed) {
    return PriceDifference.of(base, listed).isEmpty()
        ? List.of()
        : List.of(not(listed.id(), "it goes by the price of " + base.model() + ", which differs"));
  }

  private Taken ofKnown(ModelPrice price, ListedModel listed) {
    Optional<String> why = listed.unfit().or(() -> known(price, listed));
    if (why.isPresent()) {
      return not(price.model(), why.get());
    }
    long window = price.model().equals(listed.id()) ? listed.contextWindow().orElse(0) : 0;
    return priced(
        price.model(),
        Optional.of(price),
        listed,
        new ModelPrice.Limits(
            Math.max(window, price.limits().contextWindow()), price.limits().maxOutput()));
  }

  /// Why the book is right where it and the list are known to differ; empty where they differ in
  /// anything else, or in nothing.
  private static Optional<String> known(ModelPrice price, ListedModel listed) {
    List<PriceDifference> differences = PriceDifference.of(price, listed);
    return differences.stream().allMatch(found -> KnownDifference.why(found).isPresent())
        ? differences.stream().findFirst().flatMap(KnownDifference::why)
        : Optional.empty();
  }

  private Taken ofNew(ListedModel listed) {
    Optional<String> refused = book.whyNot(listed.id());
    if (refused.isPresent() || listed.unfit().isPresent()) {
      return not(listed.id(), refused.or(listed::unfit).orElseThrow());
    }
    if (listed.contextWindow().isEmpty() || listed.maxOutput().isEmpty()) {
      return not(listed.id(), "the list does not say its context window and its largest output");
    }
    return priced(
        listed.id(),
        Optional.empty(),
        listed,
        new ModelPrice.Limits(listed.contextWindow().getAsLong(), listed.maxOutput().getAsLong()));
  }

  private Taken priced(
      String id, Optional<ModelPrice> known, ListedModel listed, ModelPrice.Limits limits) {
    Map<Speed, List<Tier>> before = known.map(ModelPrice::tiers).orElse(Map.of());
    Map<Speed, List<Tier>> tiers = new EnumMap<>(Speed.class);
    for (Speed speed : listed.tiers().keySet()) {
      List<Tier> own = before.getOrDefault(speed, List.of());
      tiers(listed, speed, own).ifPresent(read -> tiers.put(speed, read));
    }
    if (!tiers.containsKey(Speed.STANDARD)) {
      return not(id, "the list does not say all of its rates");
    }
    if (rates(tiers.get(Speed.STANDARD)).equals(rates(before.get(Speed.STANDARD)))) {
      before.forEach(tiers::putIfAbsent);
    }
    Set<String> aliases =
        known
            .map(ModelPrice::aliases)
            .orElseGet(() ->
                listed.names().exact().stream()
                    .filter(name -> !name.equals(id) && book.find(name).isEmpty())
                    .collect(Collectors.toSet()));
    return new Taken.Model(
        new ModelPrice(
            id,
            aliases,
            listed.provider(),
            known.map(ModelPrice::modelClass).orElseGet(() -> ModelClass.of(id)),
            limits,
            tiers,
            known.map(ModelPrice::geoPermille).orElseGet(() -> places(listed)),
            dearer(listed.webSearch(), known.map(ModelPrice::webSearch))));
  }

  /// Lists mix up the several tools that search.
  private static Money dearer(Optional<Money> listed, Optional<Money> known) {
    return Stream.of(listed, known)
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(Money::nanos))
        .orElse(DEAREST_SEARCH);
  }

  private static Map<Geo, Integer> places(ListedModel listed) {
    return listed.provider().equals(WholeRates.OPENAI) ? Map.of(Geo.GLOBAL, 1_000) : ANTHROPICS;
  }

  /// Empty where a rate is missing, or a service tier does not say what long prompts cost.
  private Optional<List<Tier>> tiers(ListedModel listed, Speed speed, List<Tier> own) {
    List<ListedTier> said = listed.tiers().getOrDefault(speed, List.of());
    List<ListedTier> standard = listed.tiers().getOrDefault(Speed.STANDARD, List.of());
    if (said.size() != standard.size()) {
      return Optional.empty();
    }
    List<Tier> tiers = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Optional<Rates> before = i < own.size() ? Optional.of(own.get(i).rates()) : Optional.empty();
      Optional<Rates> rates =
          new WholeRates(listed.provider(), said.get(i).rates(), before).rates();
      if (rates.isEmpty()) {
        return Optional.empty();
      }
      tiers.add(
          new Tier(upTo(said.get(i), i, own), rates.get(), format.label() + ", as read", today));
    }
    return Optional.of(tiers);
  }

  /// Of two readings of one border the lower stays: it is the dearer one.
  private static long upTo(ListedTier said, int i, List<Tier> own) {
    return i < own.size() && own.get(i).upTo() == said.upTo() - 1 ? own.get(i).upTo() : said.upTo();
  }

  private static List<Rates> rates(@Nullable List<Tier> tiers) {
    return tiers == null ? List.of() : tiers.stream().map(Tier::rates).toList();
  }

  private static Taken not(String model, String why) {
    return new Taken.NotTaken(new Left(model, why));
  }
}
