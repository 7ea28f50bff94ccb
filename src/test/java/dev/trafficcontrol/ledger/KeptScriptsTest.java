package dev.trafficcontrol.ledger;

import org.junit.jupiter.api.Test;

/// Scripts that once failed, as [LedgerModelTest] printed them, and small ones that show its words.
/// A new one is pasted here as it is, under the sentence that it broke.
class KeptScriptsTest {

  private static void play(String script) {
    ModelRun.play(ModelScript.parse(script));
  }

  /// The faults that were planted to see [LedgerModelTest] fail were found by scripts such as
  /// these.
  @Test
  void a_call_above_what_is_left_beside_others_in_flight_waits() {
    play(
        """
        start 2026-11-02T12:00:00Z
        mint K1
        budget key:K1/total 1.00
        hold H1 K1 0.60 patience=30s & hold H2 K1 0.60 patience=30s
        advance 5s & hold H3 K1 0.10 patience=30s
        settle H1 0.20
        """);
  }

  @Test
  void what_was_spent_an_hour_ago_frees_at_the_end_of_its_minute_and_not_before() {
    play(
        """
        start 2026-10-03T11:00:00Z
        mint K1
        budget model:sonnet/rolling-hour 0.01
        hold H1 K1 0.01
        settle H1 0.01
        advance 60s & hold H2 K1 0.01
        advance 3599s & hold H3 K1 0.01
        advance 1s & hold H4 K1 0.01
        """);
  }

  @Test
  void a_raise_ends_while_calls_are_in_flight_also_for_whoever_reads_the_book_then() {
    play(
        """
        start 2026-11-02T12:00:00Z
        mint K1
        budget key:K1/total 0.50
        raise key:K1/total 2.00 for=60s
        hold H1 K1 1.00
        advance 60s & hold H2 K1 0.10
        reread
        hold H3 K1 0.10
        crash
        hold H4 K1 0.10
        """);
  }

  @Test
  void a_commit_that_was_lost_or_is_unknown_counts_once_or_not_at_all() {
    play(
        """
        start 2026-11-02T12:00:00Z
        mint K1 limit=1.00
        lost & hold H1 K1 0.70
        hold H2 K1 0.70
        reread
        hold H2 K1 0.70
        lost & settle H2 0.30
        settle H2 0.30
        reread
        settle H2 0.30
        stored
        """);
  }

  @Test
  void a_clock_that_is_set_back_brings_back_what_was_spent() {
    play(
        """
        start 2027-03-27T20:00:00Z
        mint K1
        hold H1 K1 0.50
        settle H1 0.40
        set-clock 86400s
        show global/rolling-hour
        set-clock -86400s
        show global/rolling-hour
        hold H2 K1 0.50 & show global/calendar-day@Europe/Berlin
        """);
  }
}
