package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BoundsTest {

  private static final int CALLS =
      "long".equals(System.getProperty("trafficcontrol.attacks")) ? 10_000 : 600;

  @Test
  void no_call_of_any_shape_is_billed_more_than_was_held_for_it() {
    try (BoundsReport report = new BoundsReport()) {
      assertThat(report.measure(CALLS, 7))
          .allSatisfy(one -> {
            assertThat(one.billed())
                .as("%s %s", one.call().shape, one)
                .isLessThanOrEqualTo(one.held());
            assertThat(one.billed()).isLessThanOrEqualTo(one.proven());
          });
    }
  }
}
