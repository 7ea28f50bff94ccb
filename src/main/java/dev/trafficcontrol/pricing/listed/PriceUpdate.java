package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.PriceBookWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A price book after a list was taken over: models that the list prices wholly replace those of
/// the same id or are added, all others stay as they are.
///
/// @param changes what becomes otherwise
/// @param left models of the list that were not taken over
/// @param implausible models whose prices can hardly be true, and that nobody accepted
/// @param json the book that comes of it
public record PriceUpdate(
    List<Change> changes, List<Left> left, List<Left> implausible, String json) {

  /// @param before `-` where there was nothing
  public record Change(String model, String what, String before, String after) {}

  public record Left(String model, String why) {}

  /// Throws [dev.trafficcontrol.pricing.InvalidPriceBook] where the models of the list and those of
  /// the book contradict each other, such as one name for two.
  ///
  /// @param accepted models that are believed whatever their prices
  public static PriceUpdate of(
      PriceBook before, PriceList list, Set<String> accepted, LocalDate today) {
    Collector taken = new Collector(before, accepted);
    Optional<PriceBook> book = list.book();
    if (book.isPresent()) {
      book.get().models().forEach(taken::take);
    } else {
      Takeover takeover = new Takeover(before, list.format(), today);
      list.models().forEach(listed -> takeover.of(listed).forEach(taken::take));
    }
    return taken.done(
        book.map(PriceBook::label).orElseGet(() -> list.format().label() + "-" + today));
  }

  /// What came of one entry of a list.
  sealed interface Taken {
    record Model(ModelPrice price) implements Taken {}

    record NotTaken(Left left) implements Taken {}
  }

  private static final class Collector {
    private static final int SAID = 3;

    private final Map<String, ModelPrice> models = new LinkedHashMap<>();
    private final Set<String> accepted;
    private final List<Change> changes = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final List<Left> implausible = new ArrayList<>();

    Collector(PriceBook before, Set<String> accepted) {
      this.accepted = Set.copyOf(accepted);
      before.models().forEach(price -> models.put(price.model(), price));
    }

    void take(Taken taken) {
      switch (taken) {
        case Taken.Model(ModelPrice price) -> take(price);
        case Taken.NotTaken(Left why) -> left.add(why);
      }
    }

    void take(ModelPrice after) {
      Optional<ModelPrice> before = Optional.ofNullable(models.get(after.model()));
      List<Change> changed = ModelChange.between(before, after);
      if (changed.isEmpty()) {
        return;
      }
      List<String> doubts = Doubt.about(before, after);
      if (!doubts.isEmpty() && !accepted.contains(after.model())) {
        implausible.add(new Left(after.model(), said(doubts)));
        return;
      }
      changes.addAll(changed);
      models.put(after.model(), after);
    }

    /// A slip is in every price: a few of them say what it is.
    private static String said(List<String> doubts) {
      String first = doubts.stream().limit(SAID).collect(Collectors.joining("; "));
      return doubts.size() > SAID ? first + "; and " + (doubts.size() - SAID) + " more" : first;
    }

    PriceUpdate done(String label) {
      String json = PriceBookWriter.write(label, List.copyOf(models.values()));
      PriceBook.parse(json);
      return new PriceUpdate(
          List.copyOf(changes), List.copyOf(left), List.copyOf(implausible), json);
    }
  }
}
