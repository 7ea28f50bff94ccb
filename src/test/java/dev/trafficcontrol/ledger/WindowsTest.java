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
}
