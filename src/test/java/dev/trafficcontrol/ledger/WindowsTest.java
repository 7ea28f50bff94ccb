package dev.trafficcontrol.ledger;

import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void F17_time_alone_frees_a_window() {
    LedgerScript.run(
        """
        hold    H1 K1 10.00 -> held
        settle  H1 10.00
        hold    H2 K1 1.00  -> exhausted global/rolling-hour frees=2026-11-02T13:01:00Z
        advance 60m
        hold    H3 K1 1.00  -> exhausted global/rolling-hour frees=2026-11-02T13:01:00Z
        advance 60s
        hold    H4 K1 1.00  -> held
        show    global/rolling-day -> limit=50.00 spent=10.00 held=1.00
        """);
  }

  @Test
  void the_oldest_bucket_of_a_rolling_window_counts_whole() {
    LedgerScript.run(
        """
        advance 59s
        hold    H1 K1 1.00  -> held
        settle  H1 1.00
        advance 60m
        show    global/rolling-hour -> limit=10.00 spent=1.00 held=0.00
        advance 1s
        show    global/rolling-hour -> limit=10.00 spent=0.00 held=0.00
        """);
  }

  @Test
  void an_open_hold_weighs_on_the_window_however_old_it_is() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        hold    H1 K1 0.90 lifetime=15m -> held
        advance 14m
        hold    H2 K1 0.90  -> waits
        advance 61s         -> ; H2 exhausted global/rolling-hour frees=2026-11-02T13:16:00Z
        hold    H3 K1 0.90  -> exhausted global/rolling-hour frees=2026-11-02T13:16:00Z
        """);
  }

  @Test
  void calls_that_open_together_and_end_late_are_counted_when_they_end() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        hold    H1 K1 0.50  -> held
        hold    H2 K1 0.50  -> held
        advance 14m
        settle  H1 0.50
        settle  H2 0.50
        advance 50m
        hold    H3 K1 0.10  -> exhausted global/rolling-hour frees=2026-11-02T13:15:00Z
        """);
  }

  @Test
  void a_correction_lands_where_the_expiry_was_booked() {
    LedgerScript.run(
        """
        hold    H1 K1 1.00 lifetime=1m -> held
        advance 1m
        advance 10m
        settle  H1 0.25     -> corrected charged=1.00 actual=0.25
        show    global/rolling-hour -> limit=10.00 spent=0.25 held=0.00
        advance 52m
        show    global/rolling-hour -> limit=10.00 spent=0.00 held=0.00
        show    global/rolling-day  -> limit=50.00 spent=0.25 held=0.00
        """);
  }

  @Test
  void F15_what_was_spent_lately_stays_when_an_older_hour_falls_out_of_the_window() {
    LedgerScript.run(
        """
        hold    H1 K1 6.00 -> held
        settle  H1 6.00
        advance 40m
        hold    H2 K1 4.00 -> held
        settle  H2 4.00
        hold    H3 K1 0.01 -> exhausted global/rolling-hour frees=2026-11-02T13:01:00Z
        advance 21m
        show    global/rolling-hour -> limit=10.00 spent=4.00 held=0.00
        hold    H4 K1 6.01 -> exhausted global/rolling-hour frees=2026-11-02T13:41:00Z
        hold    H5 K1 6.00 -> held
        """);
  }

  @Test
  void a_week_and_30_days_count_quarters_of_an_hour_the_oldest_whole() {
    LedgerScript.run(
        """
        budget  global/rolling-week    8.00
        budget  global/rolling-30-days 9.00
        hold    H1 K1 8.00  -> held
        settle  H1 8.00
        until   2026-11-09T12:00:00Z
        hold    H3 K1 1.00  -> exhausted global/rolling-week frees=2026-11-09T12:15:00Z
        until   2026-11-09T12:15:00Z
        hold    H4 K1 1.00  -> held
        settle  H4 1.00
        hold    H5 K1 1.00  -> exhausted global/rolling-30-days frees=2026-12-02T12:15:00Z
        until   2026-12-02T12:15:00Z
        show    global/rolling-30-days -> limit=9.00 spent=1.00 held=0.00
        hold    H6 K1 8.00  -> held
        """);
  }

  @Test
  void F17_a_calendar_day_frees_at_the_local_midnight_also_where_the_clocks_change() {
    LedgerScript.run(
        """
        until   2027-03-27T22:59:59Z
        budget  key:K1/calendar-day@Europe/Berlin 1.00
        hold    H1 K1 1.00  -> held
        settle  H1 1.00
        hold    H2 K1 1.00  -> exhausted key:K1/calendar-day@Europe/Berlin frees=2027-03-27T23:00:00Z
        advance 1s
        hold    H3 K1 1.00  -> held
        settle  H3 1.00
        hold    H4 K1 0.10  -> exhausted key:K1/calendar-day@Europe/Berlin frees=2027-03-28T22:00:00Z
        until   2027-03-28T21:59:59Z
        hold    H5 K1 0.10  -> exhausted key:K1/calendar-day@Europe/Berlin frees=2027-03-28T22:00:00Z
        advance 1s
        hold    H6 K1 0.10  -> held
        """);
  }

  @Test
  void F32_several_windows_of_one_scope_must_all_have_room() {
    LedgerScript.run(
        """
        budget  global/rolling-day unlimited
        budget  global/calendar-week@UTC    6.00
        budget  global/calendar-day@UTC     5.00
        budget  global/calendar-day@Asia/Kathmandu 4.00
        hold    H1 K1 3.00  -> held
        settle  H1 3.00
        hold    H2 K1 2.00  -> exhausted global/calendar-day@Asia/Kathmandu frees=2026-11-02T18:15:00Z
        until   2026-11-02T18:15:00Z
        hold    H3 K1 3.00  -> exhausted global/calendar-day@UTC frees=2026-11-03T00:00:00Z
        hold    H4 K1 2.00  -> held
        settle  H4 2.00
        until   2026-11-03T00:00:00Z
        hold    H5 K1 2.00  -> exhausted global/calendar-week@UTC frees=2026-11-09T00:00:00Z
        hold    H6 K1 1.00  -> held
        """);
  }

  @Test
  void F16_a_budget_of_any_window_made_late_counts_what_was_spent_in_it() {
    LedgerScript.run(
        """
        until   2026-12-01T00:30:00Z
        hold    H1 K1 1.00  -> held
        settle  H1 1.00
        until   2026-12-06T12:00:00Z
        hold    H2 K1 2.00  -> held
        settle  H2 2.00
        until   2026-12-31T23:59:00Z
        hold    H3 K1 4.00  -> held
        budget  key:K1/calendar-month@UTC              9.00
        budget  key:K1/calendar-month@America/New_York 9.00
        budget  key:K1/rolling-30-days                 9.00
        budget  key:K1/rolling-week                    9.00
        show    key:K1/calendar-month@UTC              -> limit=9.00 spent=3.00 held=4.00
        show    key:K1/calendar-month@America/New_York -> limit=9.00 spent=2.00 held=4.00
        show    key:K1/rolling-30-days                 -> limit=9.00 spent=2.00 held=4.00
        show    key:K1/rolling-week                    -> limit=9.00 spent=0.00 held=4.00
        """);
  }

  @Test
  void ten_streams_that_open_together_and_end_58_minutes_later_count_from_their_end() {
    LedgerScript.run(
        """
        budget  global/rolling-hour 1.00
        hold    A K1 0.10 -> held
        hold    B K1 0.10 -> held
        hold    C K1 0.10 -> held
        hold    D K1 0.10 -> held
        hold    E K1 0.10 -> held
        hold    F K1 0.10 -> held
        hold    G K1 0.10 -> held
        hold    H K1 0.10 -> held
        hold    I K1 0.10 -> held
        hold    J K1 0.10 -> held
        advance 58m
        show    global/rolling-hour -> limit=1.00 spent=1.00 held=0.00
        settle  A 0.09    -> corrected charged=0.10 actual=0.09
        hold    X K1 0.10 -> exhausted global/rolling-hour frees=2026-11-02T13:16:00Z
        until   2026-11-02T13:16:00Z
        hold    Y K1 1.00 -> held
        """);
  }

  @Test
  void what_is_learnt_of_a_hold_after_its_expiry_counts_in_every_window_of_that_expiry() {
    LedgerScript.run(
        """
        until   2026-11-30T22:50:00Z
        budget  key:K1/calendar-month@Europe/Berlin 2.00
        hold    H1 K1 2.00 lifetime=9m -> held
        until   2026-11-30T23:10:00Z
        show    key:K1/calendar-month@Europe/Berlin -> limit=2.00 spent=0.00 held=0.00
        budget  key:K1/calendar-month@UTC 2.00
        show    key:K1/calendar-month@UTC -> limit=2.00 spent=2.00 held=0.00
        settle  H1 0.50                -> corrected charged=2.00 actual=0.50
        show    key:K1/calendar-month@Europe/Berlin -> limit=2.00 spent=0.00 held=0.00
        show    key:K1/calendar-month@UTC -> limit=2.00 spent=0.50 held=0.00
        show    key:K1/total -> none
        """);
  }
}
