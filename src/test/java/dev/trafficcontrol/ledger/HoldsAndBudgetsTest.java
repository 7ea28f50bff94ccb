package dev.trafficcontrol.ledger;

import org.junit.jupiter.api.Test;

class HoldsAndBudgetsTest {

  @Test
  void hold_is_granted_within_the_budget_and_what_a_settle_releases_can_be_held_again() {
    LedgerScript.run(
        """
        budget  global/rolling-hour  unlimited
        budget  global/rolling-day   unlimited
        budget  key:K1/total         100.00
        hold    H1 K1 60.00    -> held
        hold    H2 K1 60.00    -> waits
        settle  H1 45.00       -> ended charged=45.00 released=15.00 ; H2 exhausted key:K1/total
        hold    H3 K1 55.00    -> held
        settle  H3 0.000000001 -> ended charged=0.000000001 released=54.999999999
        show    key:K1/total   -> limit=100.00 spent=45.000000001 held=0.00
        """);
  }

  @Test
  void F01_money_is_held_before_it_can_be_spent() {
    LedgerScript.run(
        """
        budget  key:K1/total   1.00
        hold    H1 K1 0.40     -> held
        hold    H2 K1 0.40     -> held
        hold    H3 K1 0.40 patience=0s -> room-held key:K1/total
        show    key:K1/total   -> limit=1.00 spent=0.00 held=0.80
        """);
  }

  @Test
  void the_three_refusals_are_never_mixed_up() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 1.01    -> too-large key:K1/total
        hold    H2 K1 0.60    -> held
        hold    H3 K1 0.60    -> waits
        settle  H2 0.30       -> ended charged=0.30 released=0.30 ; H3 held
        settle  H3 0.50       -> ended charged=0.50 released=0.10
        hold    H4 K1 0.30    -> exhausted key:K1/total
        hold    H5 K1 0.20    -> held
        """);
  }

  @Test
  void F05_spent_above_a_limit_that_was_lowered_refuses_everything() {
    LedgerScript.run(
        """
        budget  key:K1/total  5.00
        hold    H1 K1 4.00    -> held
        settle  H1 4.00
        budget  key:K1/total  1.00
        hold    H2 K1 0.000000001 -> exhausted key:K1/total
        """);
  }

  @Test
  void F08_no_row_means_the_safe_defaults_and_zero_means_nothing() {
    LedgerScript.run(
        """
        hold  H1 K1 10.01  -> too-large global/rolling-hour
        hold  H2 K1 10.00  -> held
        show  global/rolling-hour -> limit=10.00 spent=0.00 held=10.00
        show  global/rolling-day  -> limit=50.00 spent=0.00 held=10.00
        void  H2
        budget key:K2/total 0
        hold  H3 K2 0.000000001 -> too-large key:K2/total
        run   R1 1         -> opened
        hold  H4 R1.1 2.01 -> too-large run:R1/total
        hold  H5 R1.1 2.00 -> held
        show  task:T1/total -> limit=5.00 spent=0.00 held=2.00
        """);
  }

  @Test
  void what_was_said_for_each_run_stands_in_for_the_default() {
    LedgerScript.run(
        """
        budget run:*/total 0.50
        run    R1 1          -> opened
        hold   H1 R1.1 0.51  -> too-large run:R1/total
        hold   H2 R1.1 0.50  -> held
        budget run:*/total 9.00
        show   run:R1/total  -> limit=0.50 spent=0.00 held=0.50
        """);
  }

  @Test
  void F10_every_hold_ends_and_time_ends_those_that_nobody_ends() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.70 lifetime=5m -> held
        hold    H2 K1 0.70    -> waits
        advance 61s           ->  ; H2 room-held key:K1/total
        advance 4m
        show    key:K1/total  -> limit=1.00 spent=0.70 held=0.00
        settle  H1 0.20       -> corrected charged=0.70 actual=0.20
        settle  H1 0.10       -> not-open
        show    key:K1/total  -> limit=1.00 spent=0.20 held=0.00
        """);
  }

  @Test
  void F13_room_that_is_held_waits_and_only_spent_money_refuses() {
    LedgerScript.run(
        """
        budget  key:K1/total  25.00
        budget  global/rolling-hour 25.00
        hold    H1 K1 10.00   -> held
        hold    H2 K1 10.00   -> held
        hold    H3 K1 10.00   -> waits
        settle  H1 0.05       -> ended charged=0.05 released=9.95 ; H3 held
        """);
  }

  @Test
  void the_first_in_line_is_served_first_and_small_ones_pass_it_for_five_seconds_only() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    A K1 0.60     -> held
        hold    B K1 0.90     -> waits
        hold    C K1 0.10     -> held
        advance 5s
        hold    D K1 0.10     -> waits
        void    C             -> ended charged=0.00 released=0.10
        hold    E K1 0.05     -> waits
        void    A             -> ended charged=0.00 released=0.60 ; B held ; D held
        advance 55s           ->
        void    B             -> ended charged=0.00 released=0.90 ; E held
        """);
  }

  @Test
  void a_caller_that_leaves_gives_its_place_away() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    A K1 1.00     -> held
        hold    B K1 1.00     -> waits
        hold    C K1 0.50     -> waits
        leave   B
        void    A             -> ended charged=0.00 released=1.00 ; C held
        """);
  }

  @Test
  void an_id_authorizes_once() {
    LedgerScript.run(
        """
        hold   H1 K1 1.00  -> held
        hold   H1 K1 1.00  -> known
        hold   H1 K1 1.00 model=claude-opus-5-5 -> id-reused
        settle H1 0.50
        hold   H1 K1 1.00  -> id-ended
        settle H1 0.50     -> not-open
        void   H1          -> not-open
        expire H1          -> not-open
        advance 40m
        hold   H1 K1 1.00  -> id-ended
        """);
  }

  @Test
  void a_hold_only_shrinks() {
    LedgerScript.run(
        """
        hold   H1 K1 1.00  -> held
        shrink H1 0.40     -> 0.40
        shrink H1 0.90     -> 0.40
        show   global/rolling-hour -> limit=10.00 spent=0.00 held=0.40
        settle H1 0.40     -> ended charged=0.40 released=0.00
        shrink H1 0.10     -> 0.00
        """);
  }

  @Test
  void an_overrun_is_booked_in_full_and_opens_the_breaker() {
    LedgerScript.run(
        """
        hold   H1 K1 0.10  -> held
        hold   H2 K1 0.10  -> held
        settle H1 0.15     -> ended charged=0.15 released=0.00
        show   global/rolling-hour -> limit=10.00 spent=0.15 held=0.10
        hold   H3 K1 0.10  -> breaker-open
        settle H2 0.05     -> ended charged=0.05 released=0.05
        """);
  }

  @Test
  void an_overrun_that_is_learnt_after_the_hold_expired_opens_the_breaker_too() {
    LedgerScript.run(
        """
        hold    H1 K1 0.10 lifetime=5m -> held
        hold    H2 K1 0.10 lifetime=5m -> held
        advance 6m
        settle  H1 0.10     -> corrected charged=0.10 actual=0.10
        hold    H3 K1 0.10  -> held
        settle  H2 0.15     -> corrected charged=0.10 actual=0.15
        hold    H4 K1 0.10  -> breaker-open
        """);
  }

  @Test
  void F14_a_negative_limit_is_refused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Limit.parse("-1"))
        .hasMessageContaining("'-1' is not an amount in USD");
  }

  @Test
  void F32_every_matching_scope_is_checked() {
    LedgerScript.run(
        """
        run    R1 1
        budget model:claude-opus-5-5/total 0.10
        hold   H1 R1.1 0.20 model=claude-opus-5-5 -> too-large model:claude-opus-5-5/total
        hold   H2 R1.1 0.20                       -> held
        budget project:P/rolling-day 0.30
        hold   H3 R1.1 0.20                       -> waits
        settle H2 0.20 -> ended charged=0.20 released=0.00 ; H3 exhausted project:P/rolling-day frees=2026-11-03T12:15:00Z
        """);
  }

  @Test
  void F16_a_budget_made_late_counts_what_was_spent_and_is_held_before() {
    LedgerScript.run(
        """
        hold    H1 K1 0.30  -> held
        settle  H1 0.30
        advance 2m
        hold    H2 K1 0.20  -> held
        budget  key:K1/rolling-hour 0.60
        show    key:K1/rolling-hour -> limit=0.60 spent=0.30 held=0.20
        hold    H3 K1 0.11  -> waits
        """);
  }

  @Test
  void F28_scopes_are_exact() {
    LedgerScript.run(
        """
        run    R1 1
        run    R2 1
        hold   H1 R1.1 0.20 -> held
        hold   H2 R2.1 0.30 -> held
        settle H1 0.20
        settle H2 0.30
        show   run:R1/total  -> limit=2.00 spent=0.20 held=0.00
        show   task:T2/total -> limit=5.00 spent=0.30 held=0.00
        budget project:P/total 9.00
        show   project:P/total -> limit=9.00 spent=0.50 held=0.00
        """);
  }

  @Test
  void F05_of_several_exhausted_budgets_the_one_that_frees_last_is_named_and_then_all_have_room() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        budget  key:K1/rolling-hour 0.50
        hold    H1 K1 0.40 -> held
        settle  H1 0.40
        advance 20m
        hold    H2 K2 0.55 -> held
        settle  H2 0.55
        hold    H3 K1 0.20 -> exhausted global/rolling-hour frees=2026-11-02T13:01:00Z
        budget  model:claude-sonnet-5-5/rolling-day 1.10
        hold    H4 K1 0.20 -> exhausted model:claude-sonnet-5-5/rolling-day frees=2026-11-03T12:15:00Z
        until   2026-11-02T13:01:00Z
        hold    H5 K1 0.20 -> exhausted model:claude-sonnet-5-5/rolling-day frees=2026-11-03T12:15:00Z
        until   2026-11-03T12:14:59Z
        hold    H6 K1 0.20 -> exhausted model:claude-sonnet-5-5/rolling-day frees=2026-11-03T12:15:00Z
        until   2026-11-03T12:15:00Z
        hold    H7 K1 0.20 -> held
        """);
  }

  @Test
  void a_budget_that_time_never_frees_is_named_before_those_that_it_does() {
    LedgerScript.run(
        """
        budget  key:K1/total 1.00
        budget  global/rolling-hour 1.00
        hold    H1 K1 1.00 -> held
        settle  H1 1.00
        hold    H2 K1 0.01 -> exhausted key:K1/total
        hold    H3 K2 0.01 -> exhausted global/rolling-hour frees=2026-11-02T13:01:00Z
        """);
  }

  @Test
  void F27_a_hold_is_never_shrunk_to_what_is_left() {
    LedgerScript.run(
        """
        budget  key:K1/total  1.00
        hold    H1 K1 0.90    -> held
        settle  H1 0.90
        hold    H2 K1 0.20    -> exhausted key:K1/total
        show    key:K1/total  -> limit=1.00 spent=0.90 held=0.00
        hold    H3 K1 0.10    -> held
        show    key:K1/total  -> limit=1.00 spent=0.90 held=0.10
        """);
  }

  @Test
  void F07_settles_find_their_own_hold_in_whatever_order_they_come() {
    LedgerScript.run(
        """
        run     R1 1
        run     R2 1
        hold    H1 R1.1 0.50  -> held
        hold    H2 R2.1 0.70  -> held
        hold    H3 R1.1 0.90  -> held
        settle  H3 0.01       -> ended charged=0.01 released=0.89
        settle  H1 0.02       -> ended charged=0.02 released=0.48
        show    run:R1/total  -> limit=2.00 spent=0.03 held=0.00
        show    run:R2/total  -> limit=2.00 spent=0.00 held=0.70
        settle  H2 0.04       -> ended charged=0.04 released=0.66
        show    run:R2/total  -> limit=2.00 spent=0.04 held=0.00
        show    global/rolling-hour -> limit=10.00 spent=0.07 held=0.00
        """);
  }

  @Test
  void F22_a_budget_counts_money_whatever_the_number_of_calls_and_never_refills() {
    LedgerScript.run(
        """
        budget  key:K1/total  0.000000010
        hold    H1 K1 0.000000001 -> held
        settle  H1 0.000000001
        hold    H2 K1 0.000000002 -> held
        settle  H2 0.000000002
        hold    H3 K1 0.000000008 -> exhausted key:K1/total
        hold    H4 K1 0.000000007 -> held
        settle  H4 0.000000007
        advance 9000h
        hold    H5 K1 0.000000001 -> exhausted key:K1/total
        """);
  }
}
