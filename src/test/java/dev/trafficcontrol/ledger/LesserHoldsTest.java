package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A call that can be made smaller says how small, and is granted what is free instead of being
/// refused.
class LesserHoldsTest {

  @Test
  void what_is_more_than_the_limit_gets_all_that_is_free() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 4.00 least=0.50  -> held 1.00
        show    key:K1/total  -> limit=1.00 spent=0.00 held=1.00
        settle  H1 0.30       -> ended charged=0.30 released=0.70
        hold    H2 K1 0.80 least=0.50  -> held 0.70
        """);
  }

  @Test
  void the_tightest_of_all_budgets_says_how_much() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        budget  key:K1/rolling-day  0.80
        budget  model:claude-sonnet-5-5/total  0.60
        hold    H1 K1 4.00 least=0.50  -> held 0.60
        """);
  }

  @Test
  void what_fits_whole_is_held_whole_and_never_less() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 1.00 least=0.10  -> held
        """);
  }

  @Test
  void less_than_the_least_is_refused_as_if_it_had_not_said_so() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 4.00 least=1.01  -> too-large key:K1/total
        hold    H2 K1 0.60    -> held
        settle  H2 0.60
        hold    H3 K1 4.00 least=0.41  -> too-large key:K1/total
        hold    H4 K1 0.80 least=0.41  -> exhausted key:K1/total
        hold    H5 K1 0.80 least=0.40  -> held 0.40
        """);
  }

  @Test
  void it_waits_for_all_of_it_as_long_as_calls_in_flight_may_leave_room_and_then_takes_less() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.60    -> held
        hold    H2 K1 0.70 least=0.20 patience=30s -> waits
        advance 29s
        hold    H3 K1 0.01 patience=0s -> room-held key:K1/total
        advance 1s            -> ; H2 held 0.40
        """);
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.60    -> held
        hold    H2 K1 0.70 least=0.20 patience=30s -> waits
        settle  H1 0.10       -> ended charged=0.10 released=0.50 ; H2 held
        """);
  }

  @Test
  void one_for_whom_no_wait_brings_all_of_it_waits_for_the_least_and_takes_what_there_is_then() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.50    -> held
        hold    H2 K1 0.45    -> held
        hold    H3 K1 2.00 least=0.30 -> waits
        settle  H1 0.10       -> ended charged=0.10 released=0.40 ; H3 held 0.45
        """);
  }

  @Test
  void one_whose_patience_ends_with_nothing_free_is_told_that_calls_in_flight_hold_the_room() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.90    -> held
        hold    H2 K1 2.00 least=0.20 patience=5s -> waits
        advance 5s            -> ; H2 room-held key:K1/total
        """);
  }

  @Test
  void it_takes_nothing_from_those_who_have_waited_longer() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.60    -> held
        hold    H2 K1 0.90 patience=60s -> waits
        advance 6s
        hold    H3 K1 2.00 least=0.10 patience=10s -> waits
        advance 10s           -> ; H3 room-held key:K1/total
        settle  H1 0.05       -> ended charged=0.05 released=0.55 ; H2 held
        """);
  }

  @Test
  void many_at_once_share_what_there_is_and_never_more() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 3.00 least=0.20 -> held 1.00
        hold    H2 K1 3.00 least=0.20 -> waits
        hold    H3 K1 3.00 least=0.20 -> waits
        settle  H1 0.10       -> ended charged=0.10 released=0.90 ; H2 held 0.90
        settle  H2 0.30       -> ended charged=0.30 released=0.60 ; H3 held 0.60
        settle  H3 0.60       -> ended charged=0.60 released=0.00
        hold    H4 K1 3.00 least=0.20 -> too-large key:K1/total
        """);
  }

  @Test
  void the_least_is_something_and_not_more_than_what_is_asked() {
    for (String bad : List.of("0", "1.01")) {
      assertThatThrownBy(() ->
              new HoldRequest(
                  HoldId.mint(Instant.EPOCH, new byte[HoldId.RANDOM_BYTES]),
                  "K1",
                  List.of("m"),
                  Money.ofUsd("1.00"),
                  Money.ofUsd(bad),
                  Duration.ofMinutes(1),
                  Duration.ZERO))
          .hasMessageContaining("at most $1.00");
    }
  }
}
