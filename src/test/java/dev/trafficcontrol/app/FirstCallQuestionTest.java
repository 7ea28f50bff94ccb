package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Candidate;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstCallQuestionTest {

  private static final String MODEL = "claude-opus-5-5";
  private static final String DATED = MODEL + "-20260801";

  private final FirstCalls seen = new FirstCalls();
  private LedgerWriter ledger;
  private FirstCallQuestion question;

  @BeforeEach
  void openLedger() {
    ledger = LedgerWriter.open(new MemoryBook(), InstantSource.system(), BookListener.NOBODY);
    question = new FirstCallQuestion(ledger, ShippedPrices.read(), seen);
    leave("1.00");
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void leave(String usd) {
    BudgetId global = new BudgetId(Scope.GLOBAL, Window.ROLLING_HOUR);
    ledger.ask(new SetBudget(global, Limit.of(Money.ofUsd(usd)), "owner", "test"));
  }

  private boolean waits(String project) {
    return waits(project, MODEL);
  }

  private boolean waits(String project, String model) {
    Candidate candidate =
        new Candidate("T1", project, 1, new AgentChoice("built-in", model), Instant.EPOCH, null);
    return question.objection(candidate).isPresent();
  }

  @Test
  void before_any_run_has_called_an_agent_starts_where_a_small_call_fits() {
    assertThat(waits("web")).isFalse();
    leave("0.01");
    assertThat(waits("web")).isTrue();
  }

  @Test
  void a_budget_of_a_model_is_asked_by_whichever_of_its_names_a_task_has() {
    ledger.ask(
        new SetBudget(
            new BudgetId(Scope.parse("model:" + MODEL), Window.TOTAL),
            Limit.of(Money.ofUsd("0.01")),
            "owner",
            "test"));
    assertThat(waits("web", DATED)).isTrue();
  }

  @Test
  void what_runs_asked_for_first_counts_for_every_name_of_their_model() {
    seen.asked("web", MODEL, Money.ofUsd("1.01"));
    assertThat(waits("web", DATED)).isTrue();
  }

  @Test
  void after_runs_that_began_with_larger_calls_the_next_one_waits_until_such_a_call_fits() {
    seen.asked("web", MODEL, Money.ofUsd("1.01"));
    assertThat(waits("web")).isTrue();
    assertThat(waits("other")).isFalse();
    leave("1.01");
    assertThat(waits("web")).isFalse();
  }

  @Test
  void one_run_with_a_large_first_call_keeps_no_smaller_one_back() {
    seen.asked("web", MODEL, Money.ofUsd("0.50"));
    seen.asked("web", MODEL, Money.ofUsd("3.00"));
    assertThat(waits("web")).isFalse();
    for (int run = 0; run < 8; run++) {
      seen.asked("web", MODEL, Money.ofUsd("3.00"));
    }
    assertThat(waits("web")).isTrue();
  }
}
