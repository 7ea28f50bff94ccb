package dev.trafficcontrol.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final String label;
  private final Fingerprint print;
  private final List<ModelPrice> models;
  private final Map<String, ModelPrice> byBase = new LinkedHashMap<>();
  private final Map<String, ModelPrice> byAlias = new LinkedHashMap<>();

  /// Package-private: a book comes from [#parse], which refuses what contradicts itself.
  PriceBook(String label, Fingerprint print, List<ModelPrice> models) {
    this.label = label;
    this.print = print;
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
    return label + "+" + print.shortText();
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
    ModelPrice exact = byBase.getOrDefault(model, byAlias.get(model));
    if (exact != null) {
      return Optional.of(exact);
    }
    Matcher dated = DATED.matcher(model);
    return dated.matches() ? Optional.ofNullable(byBase.get(dated.group(1))) : Optional.empty();
  }

  /// The reason why a model that is known by its name has no price. Empty where it has one, and
  /// where nobody knows it.
  public Optional<String> whyNot(String model) {
    return find(model).isPresent() ? Optional.empty() : UnpricedModels.why(model);
  }
}
