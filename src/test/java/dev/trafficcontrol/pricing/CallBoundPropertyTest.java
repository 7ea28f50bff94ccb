package dev.trafficcontrol.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallBoundPropertyTest {

  private static final List<Caching> CACHING = List.of(Caching.values());

  @Test
  void no_usage_within_a_shape_costs_more_than_its_bound() {
    for (long seed = 1; seed <= 20_000; seed++) {
      check(seed, ShippedBook.BOOK);
    }
  }

  @Test
  void no_usage_costs_more_than_its_bound_under_any_prices_whatever() {
    for (long seed = 1; seed <= 20_000; seed++) {
      check(seed, anyBook(new Random(-seed)));
    }
  }

  private static void check(long seed, PriceBook book) {
    Random random = new Random(seed);
    ModelPrice price = book.models().get(random.nextInt(book.models().size()));
    CallShape shape = shape(random, price);
    Money bound = ((CallBound.Bounded) CallBound.of(shape, book)).amount();
    for (int i = 0; i < 8; i++) {
      Hop hop = new Hop(price.model(), usage(random, shape, price), served(random, shape, price));
      Cost cost = Cost.of(new Metered(book.version(), List.of(hop)), book);
      assertThat(((Cost.Priced) cost).amount())
          .as("seed %d: %s within %s", seed, hop, shape)
          .isLessThanOrEqualTo(bound);
    }
  }

  private static CallShape shape(Random random, ModelPrice price) {
    List<Speed> speeds = new ArrayList<>(price.tiers().keySet());
    speeds.add(Speed.UNSTATED);
    speeds.sort(null);
    List<Geo> places = new ArrayList<>(price.geoPermille().keySet());
    places.add(Geo.UNSTATED);
    return new CallShape(
        price.model(),
        magnitude(random, 22),
        magnitude(random, 18),
        1 + random.nextInt(3),
        CACHING.get(random.nextInt(CACHING.size())),
        new Modifiers(
            places.get(random.nextInt(places.size())), speeds.get(random.nextInt(speeds.size()))),
        random.nextInt(4),
        random.nextInt(3) == 0 ? random.nextInt(6) : 0);
  }

  private static TokenUsage usage(Random random, CallShape shape, ModelPrice price) {
    long window = price.limits().contextWindow();
    long most =
        shape.extraLoops() == 0
            ? Math.min(shape.inputTokens(), window)
            : window * (1 + shape.extraLoops());
    long prompt = upTo(random, most);
    long read = upTo(random, prompt);
    long write5m = shape.caching() == Caching.NONE ? 0 : upTo(random, prompt - read);
    long write1h = shape.caching() == Caching.ONE_HOUR ? upTo(random, prompt - read - write5m) : 0;
    return new TokenUsage(
        prompt - read - write5m - write1h,
        write5m,
        write1h,
        read,
        upTo(random, shape.maxOutputTokens() * shape.answers() * (1 + shape.extraLoops())),
        upTo(random, shape.maxWebSearches()));
  }

  /// Where nobody said where, it may be served anywhere.
  private static Modifiers served(Random random, CallShape shape, ModelPrice price) {
    List<Geo> places = List.copyOf(price.geoPermille().keySet());
    Geo asked = shape.modifiers().geo();
    return new Modifiers(
        asked == Geo.UNSTATED ? places.get(random.nextInt(places.size())) : asked,
        switch (shape.modifiers().speed()) {
          case UNSTATED -> either(random, price);
          // Whoever asks for the cheap one may get the usual one.
          case FLEX -> random.nextBoolean() ? Speed.FLEX : Speed.STANDARD;
          case STANDARD, FAST, PRIORITY -> shape.modifiers().speed();
        });
  }

  /// What a setting of the account may make of a call for which nobody said how.
  private static Speed either(Random random, ModelPrice price) {
    List<Speed> ways = new ArrayList<>(List.of(Speed.STANDARD, Speed.UNSTATED));
    if (price.tiers().containsKey(Speed.PRIORITY)) {
      ways.add(Speed.PRIORITY);
    }
    return ways.get(random.nextInt(ways.size()));
  }

  /// Often an end of the range, where bounds break first.
  private static long upTo(Random random, long most) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> most;
      default -> random.nextLong(most + 1);
    };
  }

  private static long magnitude(Random random, int bits) {
    return random.nextLong(1L << (1 + random.nextInt(bits)));
  }

  /// Up to four tiers with rates in no order at all: also higher tiers that are cheaper.
  private static PriceBook anyBook(Random random) {
    List<Tier> tiers = new ArrayList<>();
    long upTo = 0;
    for (int i = random.nextInt(4); i > 0; i--) {
      upTo += 1 + magnitude(random, 19);
      tiers.add(tier(random, upTo));
    }
    tiers.add(tier(random, Tier.UNLIMITED));
    return new PriceBook(
        "any",
        Fingerprint.of("any"),
        List.of(
            new ModelPrice(
                "any-model",
                Set.of(),
                "any",
                "any",
                new ModelPrice.Limits(1 + magnitude(random, 21), 1),
                Map.of(Speed.STANDARD, tiers),
                Map.of(Geo.GLOBAL, 1_000, Geo.US, 1_000 + random.nextInt(500)),
                Money.ofNanos(magnitude(random, 30)))));
  }

  private static Tier tier(Random random, long upTo) {
    Rates rates =
        new Rates(
            magnitude(random, 26),
            magnitude(random, 26),
            magnitude(random, 26),
            magnitude(random, 26),
            magnitude(random, 26));
    return new Tier(upTo, rates, "any", LocalDate.EPOCH);
  }
}
