package dev.trafficcontrol.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one table of prices that holds and costs are computed from.
public final class PriceBook {

  /// Where the book that is shipped lies on the class path; reading it is the shell's work.
  public static final String RESOURCE = "/dev/trafficcontrol/pricing/prices.json";

  /// A date as providers append it to the id of a snapshot: Anthropic `-20260801`, OpenAI
  /// `-2026-08-01`.
  private static final Pattern DATED =
      Pattern.compile("(.+)-20[0-9]{2}(-?)(?:0[1-9]|1[0-2])\\2(?:0[1-9]|[12][0-9]|3[01])");

  /// Ids with a date that are remembered: more than providers have.
  private static final int MOST_DATED = 1_000;

  private final String label;
  private final String version;
  private final List<ModelPrice> models;
  private final Map<String, ModelPrice> byBase = new LinkedHashMap<>();
  private final Map<String, ModelPrice> byAlias = new LinkedHashMap<>();

  /// Every call asks several times, and matching a pattern takes long.
  private final Map<String, ModelPrice> byDated = new ConcurrentHashMap<>();

  /// Package-private: a book comes from [#parse], which refuses what contradicts itself.
  PriceBook(String label, Fingerprint print, List<ModelPrice> models) {
    this.label = label;
    this.version = label + "+" + print.shortText();
    this.models = List.copyOf(models);
    for (ModelPrice price : models) {
      byBase.put(price.model(), price);
      price.aliases().forEach(alias -> byAlias.put(alias, price));
    }
  }

  /// Reads a book strictly. Throws [InvalidPriceBook], which lists every fault found.
  public static PriceBook parse(String json) {
    return PriceBookReader.read(json, PriceBookReader.Belief.JUDGED);
  }

  /// The same, but for prices that can hardly be true: those are for a person to judge, who is
  /// asked before the book is used.
  public static PriceBook parseUnjudged(String json) {
    return PriceBookReader.read(json, PriceBookReader.Belief.UNJUDGED);
  }

  /// Its label and the fingerprint of its text: two books that differ never share a version.
  public String version() {
    return version;
  }

  /// What its makers call it, without the fingerprint.
  public String label() {
    return label;
  }

  public List<ModelPrice> models() {
    return models;
  }

  /// By base id, by documented alias, or by base id and date. Nothing is guessed from a prefix: an
  /// id that merely begins like a known one is another model, at another price.
  public Optional<ModelPrice> find(String model) {
    ModelPrice base = byBase.get(model);
    ModelPrice exact = base != null ? base : byAlias.get(model);
    if (exact != null) {
      return Optional.of(exact);
    }
    ModelPrice known = byDated.get(model);
    if (known != null) {
      return Optional.of(known);
    }
    Matcher dated = DATED.matcher(model);
    if (!dated.matches() || !byBase.containsKey(dated.group(1))) {
      return Optional.empty();
    }
    ModelPrice price = byBase.get(dated.group(1));
    if (byDated.size() < MOST_DATED) {
      byDated.put(model, price);
    }
    return Optional.of(price);
  }

  /// The base id that calls of that name are charged to; the name itself where nobody knows it.
  public String charged(String model) {
    return find(model).map(ModelPrice::model).orElse(model);
  }

  /// The reason why a model that is known by its name has no price. Empty where it has one, and
  /// where nobody knows it.
  public Optional<String> whyNot(String model) {
    return find(model).isPresent() ? Optional.empty() : UnpricedModels.why(model);
  }
}
