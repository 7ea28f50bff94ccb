package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.breaker.TripKind;
import org.junit.jupiter.api.Test;

/// Breakers over a model, a key or a project, beside the one over everything.
class BreakersOfPartsTest {

  @Test
  void an_open_breaker_of_a_model_stops_that_model_and_nothing_else() {
    LedgerScript.run(
        """
        trip  soft model:opus         -> Open soft
        hold  H1 K1 0.10 model=opus   -> breaker-open
        hold  H2 K1 0.10 model=sonnet -> held
        breaker                       -> Closed
        """);
  }

  @Test
  void an_open_breaker_of_a_key_stops_that_key_and_nothing_else() {
    LedgerScript.run(
        """
        hold  H1 K1 0.10 -> held
        hold  H2 K2 0.10 -> held
        trip  hard key:K1 -> Open hard
        hold  H3 K1 0.10 -> breaker-open
        hold  H4 K2 0.10 -> held
        """);
  }

  @Test
  void a_reset_lets_one_dollar_of_that_part_through_and_all_of_the_others() {
    LedgerScript.run(
        """
        trip   soft model:opus         -> Open soft
        reset  model:opus              -> HalfOpen
        hold   H1 K1 1.01 model=opus   -> too-large probation:reset-1/total
        hold   H2 K1 0.60 model=opus   -> held
        hold   H3 K1 0.60 model=opus   -> waits
        hold   H4 K1 2.00 model=sonnet -> held
        settle H2 0.60
        hold   H5 K1 0.60 model=opus   -> exhausted probation:reset-1/total
        closed model:opus              -> Closed
        hold   H6 K1 0.60 model=opus   -> held
        """);
  }

  @Test
  void one_trial_goes_on_at_a_time() {
    LedgerScript.run(
        """
        trip   soft model:opus   -> Open soft
        trip   soft model:sonnet -> Open soft
        reset  model:opus        -> HalfOpen
        reset  model:sonnet      -> Open
        closed model:opus        -> Closed
        reset  model:sonnet      -> HalfOpen
        """);
  }

  @Test
  void a_trip_ends_a_trial() {
    LedgerScript.run(
        """
        trip  soft model:opus       -> Open soft
        reset model:opus            -> HalfOpen
        trip  soft model:opus       -> Open soft
        hold  H1 K1 0.10 model=opus -> breaker-open
        """);
  }

  @Test
  void an_overrun_stops_its_model_and_one_of_a_second_model_stops_everything() {
    LedgerScript.run(
        """
        hold   H1 K1 0.10 model=opus   -> held
        hold   H2 K1 0.10 model=opus   -> held
        hold   H3 K1 0.10 model=sonnet -> held
        settle H1 0.15
        breaker model:opus             -> Open soft
        breaker                        -> Closed
        hold   H4 K1 0.10 model=opus   -> breaker-open
        hold   H5 K1 0.10 model=haiku  -> held
        settle H2 0.15
        breaker                        -> Closed
        settle H3 0.15
        breaker model:sonnet           -> Open soft
        breaker                        -> Open soft
        hold   H6 K1 0.10 model=haiku  -> breaker-open
        """);
  }

  @Test
  void a_breaker_that_a_person_opened_does_not_make_an_overrun_one_too_many() {
    LedgerScript.run(
        """
        hold   H1 K1 0.10 model=opus   -> held
        trip   soft model:sonnet       -> Open soft
        settle H1 0.15
        breaker                        -> Closed
        """);
  }

  @Test
  void there_is_no_breaker_over_a_task_a_run_or_each_of_a_kind() {
    for (String scope : new String[] {"task:T1", "run:R1", "model:*", "confirmation:C1"}) {
      assertThatThrownBy(() -> new TripBreaker(Scope.parse(scope), TripKind.SOFT, "drill", "owner"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no breaker stands over " + scope);
    }
  }
}
