package dev.trafficcontrol.ledger;

import org.junit.jupiter.api.Test;

class AttemptsAndSwitchesTest {

  @Test
  void F59_a_stale_attempt_can_not_spend() {
    LedgerScript.run(
        """
        run   R1 1          -> opened
        hold  H1 R1.1 0.10  -> held
        run   R1 2          -> opened
        hold  H2 R1.1 0.10  -> stale R1.1
        hold  H3 R1.2 0.10  -> held
        run   R1 1          -> stale
        settle H1 0.10      -> ended charged=0.10 released=0.00
        close R1 1          -> false
        close R1 2          -> true
        hold  H4 R1.2 0.10  -> key-dead it is unknown, or its run has ended
        """);
  }

  @Test
  void an_attempt_that_is_over_does_not_come_back_when_the_one_after_it_ends() {
    LedgerScript.run(
        """
        run   R1 1          -> opened
        run   R1 2          -> opened
        close R1 2          -> true
        run   R1 1          -> stale
        run   R1 2          -> stale
        run   R1 3          -> opened
        """);
  }

  /// Its node stood still between the claim and the key, and another has ended the run meanwhile.
  @Test
  void an_attempt_that_was_closed_before_it_was_opened_stays_closed() {
    LedgerScript.run(
        """
        close R1 2          -> false
        run   R1 2          -> stale
        run   R1 1          -> stale
        hold  H1 R1.2 0.10  -> key-dead it is unknown, or its run has ended
        run   R1 3          -> opened
        close R1 4          -> false
        hold  H2 R1.3 0.10  -> held
        run   R1 4          -> stale
        close R1 3          -> true
        hold  H3 R1.3 0.10  -> key-dead it is unknown, or its run has ended
        run   R1 5          -> opened
        """);
  }

  @Test
  void F65_what_a_lost_attempt_holds_is_charged_and_what_others_hold_is_not() {
    LedgerScript.run(
        """
        run    R1 1          -> opened
        run    R2 1          -> opened
        hold   H1 R1.1 0.10  -> held
        hold   H2 R2.1 0.20  -> held
        hold   H3 K1 0.30    -> held
        run    R1 2          -> opened
        hold   H4 R1.2 0.40  -> held
        lost   R1 1          -> 1
        lost   R1 1          -> 0
        settle H1 0.05       -> corrected charged=0.10 actual=0.05
        settle H2 0.20       -> ended charged=0.20 released=0.00
        settle H3 0.30       -> ended charged=0.30 released=0.00
        settle H4 0.40       -> ended charged=0.40 released=0.00
        """);
  }

  @Test
  void a_revoked_key_holds_nothing() {
    LedgerScript.run(
        """
        hold   H1 K1 0.10 -> held
        revoke K1         -> true
        hold   H2 K1 0.10 -> key-dead it was revoked
        revoke K9         -> false
        """);
  }

  @Test
  void an_open_breaker_refuses_everything_until_a_person_resets_it() {
    LedgerScript.run(
        """
        hold   H1 K1 0.10 -> held
        trip              -> Open hard
        hold   H2 K1 0.10 -> breaker-open
        advance 23h
        hold   H3 K1 0.10 -> breaker-open
        closed            -> Open
        reset             -> HalfOpen
        hold   H4 K1 1.01 -> too-large probation:reset-1/total
        hold   H5 K1 0.60 -> held
        settle H5 0.60
        hold   H6 K1 0.60 -> exhausted probation:reset-1/total
        closed            -> Closed
        hold   H7 K1 0.60 -> held
        """);
  }

  @Test
  void a_hard_trip_replaces_a_soft_one_and_never_the_other_way() {
    LedgerScript.run(
        """
        hold   H1 K1 0.10 -> held
        trip soft         -> Open soft
        trip soft         -> Open soft
        trip hard         -> Open hard
        trip soft         -> Open hard
        settle H1 0.15    -> ended charged=0.15 released=0.00
        breaker           -> Open hard
        """);
  }

  @Test
  void those_in_line_are_refused_when_the_breaker_trips_or_all_is_killed() {
    LedgerScript.run(
        """
        budget key:K1/total 1.00
        hold   H1 K1 1.00 -> held
        hold   H2 K1 1.00 -> waits
        trip              -> Open hard ; H2 breaker-open
        reset
        closed
        hold   H3 K1 1.00 -> waits
        kill              -> true ; H3 killed
        void   H1
        hold   H4 K1 0.10 -> killed
        kill              -> false
        revive            -> true
        hold   H5 K1 0.10 -> held
        """);
  }
}
