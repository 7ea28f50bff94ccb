package dev.trafficcontrol.ledger;

import org.junit.jupiter.api.Test;

class RaisesTest {

  @Test
  void F05_a_raise_that_ends_while_holds_are_open_grants_nothing_until_within_the_old_limit() {
    LedgerScript.run(
        """
        budget  key:K1/total 1.00
        raise   key:K1/total 5.00 10m -> raised
        hold    H1 K1 0.80 -> held
        hold    H2 K1 2.00 -> held
        show    key:K1/total -> limit=5.00 spent=0.00 held=2.80
        advance 10m
        show    key:K1/total -> limit=1.00 spent=0.00 held=2.80
        hold    H3 K1 0.10 -> waits
        settle  H1 0.80    -> ended charged=0.80 released=0.00
        settle  H2 0.05    -> ended charged=0.05 released=1.95 ; H3 held
        hold    H4 K1 0.16 -> exhausted key:K1/total
        """);
  }

  @Test
  void when_a_budget_frees_is_told_by_the_limit_that_holds_by_then() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        raise   global/rolling-hour 2.00 30m
        hold    H1 K1 0.50 -> held
        settle  H1 0.50
        advance 10m
        hold    H2 K1 1.50 -> held
        settle  H2 1.50
        hold    H3 K1 0.10 -> exhausted global/rolling-hour frees=2026-11-02T13:11:00Z
        until   2026-11-02T13:01:00Z
        hold    H4 K1 0.10 -> exhausted global/rolling-hour frees=2026-11-02T13:11:00Z
        until   2026-11-02T13:11:00Z
        hold    H5 K1 0.10 -> held
        """);
  }

  @Test
  void F90_a_raise_that_was_allowed_from_one_limit_is_made_from_no_other_and_so_not_twice() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        raise   global/rolling-hour 1.25 30m from 2.00 -> moved 1.00
        raise   global/rolling-hour 1.25 30m from 1.00 -> raised
        raise   global/rolling-hour 1.25 30m from 1.00 -> moved 1.25
        raise   global/rolling-hour 1.50 30m from 1.00 -> moved 1.25
        raise   global/rolling-hour 1.50 30m from 1.25 -> raised
        advance 30m
        raise   global/rolling-hour 1.75 30m from 1.50 -> moved 1.00
        show    global/rolling-hour -> limit=1.00 spent=0.00 held=0.00
        """);
  }

  @Test
  void what_time_will_do_to_a_budget_is_told() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        hold    H1 K1 0.30 -> held
        settle  H1 0.30
        advance 10m
        hold    H2 K1 0.70 -> held
        settle  H2 0.60
        budget  key:K1/total 0.50
        report  global/rolling-hour -> limit=1.00 standing=1.00 raised-until=null frees=2026-11-02T13:01:00Z room=2026-11-02T12:10:00Z
        report  key:K1/total -> limit=0.50 standing=0.50 raised-until=null frees=null used-up-until=null
        budget  global/rolling-hour 0.50
        report  global/rolling-hour -> limit=0.50 standing=0.50 raised-until=null frees=2026-11-02T13:01:00Z used-up-until=2026-11-02T13:11:00Z
        raise   global/rolling-hour 5.00 20m
        report  global/rolling-hour -> limit=5.00 standing=0.50 raised-until=2026-11-02T12:30:00Z frees=2026-11-02T13:01:00Z room=2026-11-02T12:10:00Z
        budget  key:K2/total 0
        report  key:K2/total -> limit=0.00 standing=0.00 raised-until=null frees=null used-up-until=null
        """);
  }

  @Test
  void what_is_set_during_a_raise_holds_at_once_and_for_good() {
    LedgerScript.run(
        """
        budget  key:K1/total 1.00
        raise   key:K1/total 5.00 10m
        budget  key:K1/total 2.00
        show    key:K1/total -> limit=2.00 spent=0.00 held=0.00
        raise   key:K1/total 3.00 10m
        raise   key:K1/total 4.00 5m -> raised
        advance 5m
        show    key:K1/total -> limit=2.00 spent=0.00 held=0.00
        """);
  }

  @Test
  void only_a_budget_that_is_there_is_raised_and_only_upwards() {
    LedgerScript.run(
        """
        raise   key:K1/total 5.00 10m          -> no-budget
        raise   run:*/total  5.00 10m          -> no-budget
        raise   global/rolling-hour 10.00 10m  -> not-higher 10.00
        raise   global/rolling-hour 11.00 0m   -> over
        raise   global/rolling-hour 11.00 10m  -> raised
        budget  key:K1/total unlimited
        raise   key:K1/total 5.00 10m          -> not-higher unlimited
        run     R1 1
        raise   run:R1/total unlimited 1m      -> raised
        show    run:R1/total -> limit=unlimited spent=0.00 held=0.00
        advance 1m
        show    run:R1/total -> limit=2.00 spent=0.00 held=0.00
        """);
  }

  @Test
  void a_budget_made_while_holds_are_open_counts_them_and_grants_nothing_above() {
    LedgerScript.run(
        """
        hold    H1 K1 3.00 -> held
        hold    H2 K1 1.00 -> held
        budget  key:K1/calendar-day@Europe/Berlin 2.00
        show    key:K1/calendar-day@Europe/Berlin -> limit=2.00 spent=0.00 held=4.00
        hold    H3 K1 1.50 -> waits
        settle  H1 0.40    -> ended charged=0.40 released=2.60
        settle  H2 0.10    -> ended charged=0.10 released=0.90 ; H3 held
        """);
  }
}
