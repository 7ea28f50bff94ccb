package dev.trafficcontrol.pricing.listed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.pricing.PriceBook;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shipped price book beside the shipped second source.
class SecondSourceTest {

  private static final PriceBook BOOK = PriceBook.parse(Lists.text(PriceBook.RESOURCE));
  private static final PriceList SECOND = PriceList.read(Lists.text(PriceList.SHIPPED), Lists.DAY);

  @Test
  void every_model_of_the_second_source_has_a_price_or_a_reason_why_not() {
    assertThat(SECOND.models()).hasSize(116);
    assertThat(SECOND.models())
        .allSatisfy(listed ->
            assertThat(
                    BOOK.find(listed.id()).isPresent()
                        || BOOK.whyNot(listed.id()).isPresent()
                        || !Comparison.about(BOOK, listed).isEmpty())
                .as(listed.id())
                .isTrue());
    assertThat(SECOND.models())
        .flatExtracting(listed -> List.copyOf(listed.names().exact()))
        .allSatisfy(name ->
            assertThat(BOOK.find(name).isPresent() || BOOK.whyNot(name).isPresent())
                .as(name)
                .isTrue());
  }

  @Test
  void F49_the_shipped_prices_are_those_of_the_second_source_but_for_what_was_looked_at() {
    Comparison comparison = Comparison.of(BOOK, SECOND);
    assertThat(comparison.differences())
        .allSatisfy(found -> assertThat(KnownDifference.why(found)).as("%s", found).isPresent());
    assertThat(comparison.differences())
        .contains(new PriceDifference("claude-sonnet-5-5", "cache read", "0.10", "0.20"));
    assertThat(comparison.onlyHere())
        .containsExactly("claude-haiku-5-5", "claude-mythos-5", "claude-mythos-5-1", "gpt-6.1-sol");
    assertThat(comparison.onlyThere())
        .allSatisfy(there -> assertThat(there.why()).as(there.model()).isPresent());
  }

  @Test
  void a_known_difference_is_known_for_its_very_prices_only() {
    assertThat(
            KnownDifference.why(
                new PriceDifference("claude-sonnet-5-5", "cache read", "0.10", "0.25")))
        .isEmpty();
    assertThat(
            KnownDifference.why(
                new PriceDifference("claude-sonnet-5", "cache read", "0.10", "0.20")))
        .isEmpty();
  }
}
