package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A price book beside a list.
///
/// @param differences prices that both have, and differ in
/// @param onlyHere models of the book that the list does not have
/// @param onlyThere models of the list that the book does not have
public record Comparison(
    List<PriceDifference> differences, List<String> onlyHere, List<Unpriced> onlyThere) {

  /// @param why the book has no price for it; empty where nobody has said
  public record Unpriced(String model, Optional<String> why) {}

  /// An entry may be about several models, and several entries about one.
  public static Comparison of(PriceBook book, PriceList list) {
    Set<PriceDifference> differences = new LinkedHashSet<>();
    Set<String> unmatched = new TreeSet<>();
    book.models().forEach(price -> unmatched.add(price.model()));
    List<Unpriced> onlyThere = new ArrayList<>();
    for (ListedModel listed : list.models()) {
      Set<ModelPrice> about = about(book, listed);
      if (about.isEmpty()) {
        onlyThere.add(new Unpriced(listed.id(), book.whyNot(listed.id())));
      }
      for (ModelPrice price : about) {
        unmatched.remove(price.model());
        differences.addAll(PriceDifference.of(price, listed));
      }
    }
    return new Comparison(List.copyOf(differences), List.copyOf(unmatched), List.copyOf(onlyThere));
  }

  /// Those of the book's models that an entry names or describes, and the one it is a snapshot of.
  static Set<ModelPrice> about(PriceBook book, ListedModel listed) {
    Set<ModelPrice> about = new LinkedHashSet<>();
    book.models().stream().filter(price -> listed.names().cover(price.model())).forEach(about::add);
    listed.names().exact().forEach(name -> book.find(name).ifPresent(about::add));
    return about;
  }
}
