package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.Rates;
import java.util.Map;
import java.util.Optional;

/// All five rates, out of those that a list says.
///
/// @param provider whose prices they are
/// @param said in pico-USD per token
/// @param before what the book says of the same tier
record WholeRates(String provider, Map<Rate, Long> said, Optional<Rates> before) {

  static final String OPENAI = "openai";

  /// Empty where one is not known.
  Optional<Rates> rates() {
    Optional<Long> write5m = find(Rate.WRITE_5M);
    Optional<Long> write1h = find(Rate.WRITE_1H);
    Optional<Long> read = find(Rate.CACHE_READ);
    Optional<Long> output = find(Rate.OUTPUT);
    return find(Rate.INPUT)
        .filter(_ -> write5m.isPresent() && write1h.isPresent())
        .filter(_ -> read.isPresent() && output.isPresent())
        .map(input ->
            new Rates(
                input,
                write5m.orElseThrow(),
                write1h.orElseThrow(),
                read.orElseThrow(),
                output.orElseThrow()));
  }

  private Optional<Long> find(Rate rate) {
    return say(rate).or(() -> asBefore(rate)).or(() -> byRule(rate));
  }

  private Optional<Long> say(Rate rate) {
    return Optional.ofNullable(said.get(rate));
  }

  /// A price that did not move is known from the book; once its input has moved, so may the others.
  private Optional<Long> asBefore(Rate rate) {
    return before.filter(was -> say(Rate.INPUT).equals(Optional.of(was.input()))).map(rate::of);
  }

  /// OpenAI has one price of cache writes, or none; without a price of its own a token of the
  /// prompt costs what input costs.
  private Optional<Long> byRule(Rate rate) {
    if (!provider.equals(OPENAI)) {
      return Optional.empty();
    }
    return switch (rate) {
      case WRITE_1H -> say(Rate.WRITE_5M).or(() -> say(Rate.INPUT));
      case WRITE_5M, CACHE_READ -> say(Rate.INPUT);
      case INPUT, OUTPUT -> Optional.empty();
    };
  }
}
