package dev.trafficcontrol.pricing.listed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Where sources differ, calls are held at the dearer price: a hold by the shipped book is never
/// below one by the second source. As long as that is so, no hold has to ask the second source.
class DearerPriceTest {

  private static final PriceBook BOOK = PriceBook.parse(Lists.text(PriceBook.RESOURCE));
  private static final PriceList SECOND = PriceList.read(Lists.text(PriceList.SHIPPED), Lists.DAY);

  @Test
  void a_hold_by_the_book_covers_one_by_the_second_source_at_every_size_of_prompt() {
    for (ListedModel listed : SECOND.models()) {
      for (ModelPrice price : Comparison.about(BOOK, listed)) {
        sizes(price, listed)
            .forEach(prompt ->
                assertCovers(
                    price.model() + " at " + prompt,
                    price.rates(Speed.STANDARD, prompt).orElseThrow(),
                    at(listed, prompt)));
        listed
            .webSearch()
            .ifPresent(search ->
                assertThat(search.isMoreThan(price.webSearch())).as(price.model()).isFalse());
      }
    }
  }

  /// An entry without prices of long prompts means what it says of all.
  private static Map<Rate, Long> at(ListedModel listed, long prompt) {
    return listed.tiers().getOrDefault(Speed.STANDARD, List.of()).stream()
        .filter(tier -> prompt <= tier.upTo())
        .findFirst()
        .orElseThrow()
        .rates();
  }

  private static LongStream sizes(ModelPrice price, ListedModel listed) {
    LongStream borders =
        LongStream.concat(
            price.tiers().getOrDefault(Speed.STANDARD, List.of()).stream()
                .mapToLong(tier -> tier.upTo()),
            listed.tiers().getOrDefault(Speed.STANDARD, List.of()).stream()
                .mapToLong(ListedTier::upTo));
    return borders
        .flatMap(upTo -> LongStream.of(1, upTo - 1, upTo, upTo + 1))
        .filter(size -> size > 0 && size <= price.limits().contextWindow());
  }

  private static void assertCovers(String what, Rates ours, Map<Rate, Long> theirs) {
    long input = theirs.getOrDefault(Rate.INPUT, 0L);
    long unwritten = Math.max(input, theirs.getOrDefault(Rate.CACHE_READ, 0L));
    long written = Math.max(unwritten, theirs.getOrDefault(Rate.WRITE_5M, 0L));
    assertThat(Math.max(ours.input(), ours.cacheRead())).as(what).isGreaterThanOrEqualTo(unwritten);
    assertThat(ours.write5m()).as(what).isGreaterThanOrEqualTo(written);
    assertThat(ours.write1h())
        .as(what)
        .isGreaterThanOrEqualTo(Math.max(written, theirs.getOrDefault(Rate.WRITE_1H, 0L)));
    assertThat(ours.output()).as(what).isGreaterThanOrEqualTo(theirs.getOrDefault(Rate.OUTPUT, 0L));
  }
}
