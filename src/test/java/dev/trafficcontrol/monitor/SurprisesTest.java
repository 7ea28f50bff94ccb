package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Work that is dearer than was expected of it.
class SurprisesTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private static List<Alert> of(String half, String spent) {
    return Surprises.of(
        Map.of("T1", Money.ofUsd(half)), Map.of(Scope.parse("task:T1"), Money.ofUsd(spent)), NOON);
  }

  @Test
  void a_task_that_costs_more_than_twice_what_was_expected_is_told_by_the_same_name_each_time() {
    assertThat(of("0.5", "1")).isEmpty();
    assertThat(of("0.5", "1.000000001"))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.message()).contains("task T1 has cost $1.00", "twice the $0.50");
          assertThat(alert.once()).isEqualTo(of("0.5", "3").getFirst().once());
        });
  }

  @Test
  void a_task_of_which_nothing_was_expected_or_that_spent_nothing_is_no_surprise() {
    assertThat(of("0", "3")).isEmpty();
    assertThat(Surprises.of(Map.of("T1", Money.ofUsd("1")), Map.of(), NOON)).isEmpty();
    assertThat(Surprises.of(Map.of(), Map.of(Scope.parse("task:T1"), Money.ofUsd("9")), NOON))
        .isEmpty();
  }
}
