package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.config.Spelling;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules that somebody asks for a new key.
///
/// @param prices what models there are: one that has no price could not be called anyway
record AskedRules(PriceBook prices) {

  private static final String MODEL = "model";
  private static final String MAX_TOKENS = "max-tokens";
  private static final String CALLS_PER_MINUTE = "calls-per-minute";
  private static final String LOWER_MAX_TOKENS = "lower-max-tokens";

  /// The arguments it reads.
  static final List<String> NAMES = List.of(MODEL, MAX_TOKENS, CALLS_PER_MINUTE, LOWER_MAX_TOKENS);

  private static final int LONGEST_ANSWER = 100_000_000;

  KeyRules of(Arguments arguments) {
    List<String> asked = arguments.texts(MODEL);
    @Nullable List<String> models =
        asked.isEmpty() ? null : asked.stream().map(model -> base(model, arguments)).toList();
    @Nullable Long maxTokens =
        given(MAX_TOKENS, LONGEST_ANSWER, arguments).map(Integer::longValue).orElse(null);
    @Nullable Integer callsPerMinute =
        given(CALLS_PER_MINUTE, KeyRules.MOST_CALLS_PER_MINUTE, arguments).orElse(null);
    Lowering lowering = arguments.flag(LOWER_MAX_TOKENS) ? Lowering.TO_BUDGET : Lowering.NEVER;
    return new KeyRules(models, maxTokens, callsPerMinute, lowering);
  }

  private static Optional<Integer> given(String name, int most, Arguments arguments) {
    return arguments.maybe(name).map(_ -> arguments.number(name, 1, 1, most));
  }

  private String base(String model, Arguments arguments) {
    return prices
        .find(model)
        .map(ModelPrice::model)
        .orElseThrow(() -> arguments.bad(whyNot(model)));
  }

  private String whyNot(String model) {
    List<String> near = Spelling.near(model, names());
    String hint =
        near.isEmpty()
            ? prices.whyNot(model).map(reason -> ": " + reason).orElse("")
                + ". What there is: trafficctl prices list"
            : ". Did you mean " + String.join(" or ", near) + "?";
    return "The price book has no model '%s', so no key could call it%s".formatted(model, hint);
  }

  private List<String> names() {
    return prices.models().stream()
        .flatMap(price -> Stream.concat(Stream.of(price.model()), price.aliases().stream()))
        .toList();
  }
}
