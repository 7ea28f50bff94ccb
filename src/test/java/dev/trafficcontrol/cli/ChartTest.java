package dev.trafficcontrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Chart.Point;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

  private static final Money TEN = Money.ofUsd("10");

  @Test
  void what_was_spent_fills_its_columns_up_to_the_limit() {
    Chart chart = new Chart(List.of(at(0, "0"), at(8, "5"), at(16, "10")), TEN);

    assertThat(chart.lines())
        .containsExactly(
            "$10.00 ┤" + "┄".repeat(64) + " the limit",
            "       │" + " ".repeat(63) + "█",
            "       │" + " ".repeat(63) + "█",
            "       │" + " ".repeat(63) + "█",
            "       │" + " ".repeat(63) + "█",
            " $5.00 ┤" + " ".repeat(31) + "█".repeat(33),
            "       │" + " ".repeat(31) + "█".repeat(33),
            "       │" + " ".repeat(31) + "█".repeat(33),
            "       │" + " ".repeat(31) + "█".repeat(33),
            "    $0 └" + "─".repeat(64),
            "        0 s" + " ".repeat(57) + "16 s");
  }

  @Test
  void what_is_below_the_limit_never_looks_as_if_it_were_on_it() {
    Chart chart = new Chart(List.of(at(1, "9.999999999")), TEN);

    assertThat(chart.lines().get(1)).isEqualTo("       │" + " ".repeat(63) + "▇");
  }

  @Test
  void the_least_amount_is_seen_and_what_is_above_the_limit_ends_at_the_top() {
    assertThat(new Chart(List.of(at(1, "0.000000001")), TEN).lines().get(8)).endsWith("▁");
    assertThat(new Chart(List.of(at(1, "9000000000")), TEN).lines().get(1)).endsWith("█");
  }

  @Test
  void nothing_spent_is_an_empty_chart() {
    assertThat(new Chart(List.of(), TEN).lines()).hasSize(11).last().asString().endsWith("0 s");
    assertThat(String.join("", new Chart(List.of(), TEN).lines())).doesNotContainPattern("[▁-█]");
  }

  private static Point at(int seconds, String usd) {
    return new Point(Duration.ofSeconds(seconds), Money.ofUsd(usd));
  }
}
