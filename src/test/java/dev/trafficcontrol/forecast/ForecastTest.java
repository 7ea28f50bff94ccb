package dev.trafficcontrol.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Money PER_RUN = Money.ofUsd("2");
  private static final Money PER_TASK = Money.ofUsd("5");
  private static final Kind KIND = new Kind("shop", "sonnet", Size.SMALL);

  private static Money dearEnd(ForecastTask... tasks) {
    return Forecast.of(
            List.of(tasks),
            new Experience(List.of()),
            new Bounds(PER_RUN, PER_TASK, Duration.ofHours(2)))
        .dearEnd();
  }

  @Test
  void F99_a_task_without_an_estimate_counts_at_the_dear_end() {
    assertThat(dearEnd(new ForecastTask("T1", KIND, 2, null))).isEqualTo(Money.ofUsd("4"));
    assertThat(dearEnd(new ForecastTask("T1", KIND, 9, null))).isEqualTo(PER_TASK);
  }

  @Test
  void an_estimate_counts_for_each_attempt_and_never_above_what_the_limits_allow() {
    assertThat(dearEnd(new ForecastTask("T1", KIND, 2, Money.ofUsd("0.25"))))
        .isEqualTo(Money.ofUsd("0.50"));
    assertThat(dearEnd(new ForecastTask("T1", KIND, 2, Money.ofUsd("100"))))
        .isEqualTo(Money.ofUsd("4"));
  }

  @Test
  void the_queue_is_the_sum_of_its_tasks() {
    assertThat(
            dearEnd(
                new ForecastTask("T1", KIND, 2, null),
                new ForecastTask("T2", KIND, 1, Money.ofUsd("0.10"))))
        .isEqualTo(Money.ofUsd("4.10"));
  }
}
