package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.ProjectHead;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.scheduler.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What this process's scheduler goes by: the ledger's breakers and the book of prices in use.
class DeciderTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Scope MODEL = Scope.parse("model:claude-sonnet-4");

  private final LedgerWriter ledger =
      LedgerWriter.open(new MemoryBook(), () -> NOON, BookListener.NOBODY);

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Candidate candidate(String task, String model) {
    return new Candidate(task, "shop", 1, new AgentChoice("built-in", model), NOON, null);
  }

  private List<String> admitted() {
    PriceBook prices = ShippedPrices.read();
    Decider decider =
        new Decider(
            ledger,
            new FirstCallQuestion(ledger, prices, new FirstCalls()),
            new CapacityLimits(9, Map.of("sonnet", 9)),
            "here",
            prices);
    ProjectHead head =
        new ProjectHead(
            "shop",
            1,
            0,
            List.of(
                candidate("T1", "claude-sonnet-4-0"),
                candidate("T2", "claude-sonnet-4-20250514"),
                candidate("T3", "claude-sonnet-4"),
                candidate("T4", "claude-sonnet-5-5")));
    Plan plan =
        decider.decide(
            new QueueSnapshot(List.of(head), Map.of(), Map.of()),
            AdmissionStanding.OPEN,
            Money.ofUsd("5"),
            OptionalInt.empty());
    return plan.admissions().stream().map(Admission::task).toList();
  }

  @Test
  void F87_the_trial_of_a_model_admits_one_agent_whichever_of_its_names_the_tasks_have() {
    assertThat(admitted()).containsExactly("T1", "T2", "T3", "T4");
    ledger.ask(new TripBreaker(MODEL, TripKind.SOFT, "look", "olive"));
    assertThat(admitted()).containsExactly("T4");
    ledger.ask(new ResetBreaker(MODEL, "looked", "olive"));
    assertThat(admitted()).containsExactly("T1", "T4");
  }
}
