package dev.trafficcontrol.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static Judged judged(String project, int likeTasks, String actual) {
    return new Judged(
        "T",
        new Kind(project, "sonnet", Size.SMALL),
        Money.ofUsd("1"),
        Money.ofUsd("2"),
        likeTasks,
        Money.ofUsd(actual));
  }

  /// Wilson 1927, as in any table of it: 27 of 30 at 95 %.
  @Test
  void the_interval_of_a_share_is_wilsons() {
    Share share = new Share(27, 30);
    assertThat(share.percent()).isEqualTo(90);
    assertThat(share.low()).isEqualTo(74);
    assertThat(share.high()).isEqualTo(97);
    assertThat(share.agreesWith(90)).isTrue();
    assertThat(share.agreesWith(50)).isFalse();
    assertThat(new Share(30, 30).low()).isEqualTo(88);
    assertThat(new Share(30, 30).high()).isEqualTo(100);
    assertThat(new Share(0, 0).agreesWith(90)).isTrue();
  }

  @Test
  void the_latest_thirty_and_hundred_are_told_apart_where_there_are_more() {
    List<Judged> newestFirst = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      newestFirst.add(judged(i % 2 == 0 ? "shop" : "site", 10, i < 30 ? "0.50" : "3"));
    }
    Calibration calibration = Calibration.of(newestFirst);
    assertThat(calibration.rows())
        .extracting(row ->
            row.by()
                + " "
                + row.name()
                + " "
                + row.latest()
                + ": "
                + row.ninety().held()
                + " of "
                + row.ninety().of())
        .containsExactly(
            "all  30: 30 of 30",
            "all  100: 30 of 40",
            "project shop 30: 15 of 20",
            "project site 30: 15 of 20",
            "model sonnet 30: 30 of 30",
            "model sonnet 100: 30 of 40");
  }

  @Test
  void a_forecast_at_the_dear_end_always_holds_and_so_says_nothing() {
    Calibration calibration =
        Calibration.of(List.of(judged("shop", 9, "0.50"), judged("shop", 0, "0.50")));
    assertThat(calibration.rows()).isEmpty();
    assertThat(calibration.unjudged()).isEqualTo(2);
  }

  @Test
  void what_cost_exactly_as_much_as_was_said_held() {
    Calibration.Row all = Calibration.of(List.of(judged("shop", 10, "1"))).rows().getFirst();
    assertThat(all.half().held()).isEqualTo(1);
  }
}
