package dev.trafficcontrol.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole ledger on its real store, from one process to the next.
class LedgerOnSqliteTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final String KEY = "K1";
  private static final BudgetId BUDGET = new BudgetId(Scope.of(ScopeKind.KEY, KEY), Window.TOTAL);

  @TempDir private Path home;
  private final Random random = new Random(3);
  private SqliteDatabase database;
  private SqliteBook book;
  private LedgerWriter ledger;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    book = SqliteBook.open(database, home);
    ledger = LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
  }

  @AfterEach
  void close() {
    ledger.close();
    book.close();
    database.close();
  }

  private void restart() {
    close();
    open();
  }

  private void mint(String limit) {
    ledger.ask(
        new MintKey(
            new Key(KEY, "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd(limit))),
            "owner"));
  }

  private HoldRequest request(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOW, bytes),
        KEY,
        List.of("claude-sonnet-5-5"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ZERO);
  }

  private void spend(String usd) throws InterruptedException {
    HoldRequest call = request(usd);
    assertThat(ledger.hold(call)).isInstanceOf(HoldReply.Held.class);
    ledger.settle(call.id(), Money.ofUsd(usd), null);
  }

  private BudgetView budget() {
    return ledger.budgets().stream()
        .filter(view -> view.id().equals(BUDGET))
        .findFirst()
        .orElseThrow();
  }

  private void assertExhausted(String usd) throws InterruptedException {
    assertThat(ledger.hold(request(usd)))
        .isInstanceOfSatisfying(
            HoldReply.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Exhausted.class));
  }

  @Test
  void F18_what_was_spent_and_held_before_a_restart_still_weighs_on_its_budgets() throws Exception {
    mint("1.00");
    spend("0.30");
    assertThat(ledger.hold(request("0.60"))).isInstanceOf(HoldReply.Held.class);

    restart();

    assertThat(budget().spent()).as("what was open is charged").isEqualTo(Money.ofUsd("0.90"));
    assertExhausted("0.11");
    spend("0.10");
    restart();
    assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("1"));
  }

  @Test
  void F19_a_budget_that_was_answered_is_stored_and_still_caps_after_a_restart() throws Exception {
    mint("1.00");
    spend("0.30");
    ledger.ask(new SetBudget(BUDGET, Limit.of(Money.ofUsd("0.50")), "owner", "less will do"));

    restart();

    assertThat(budget().limit()).isEqualTo(Limit.of(Money.ofUsd("0.50")));
    assertExhausted("0.21");
    assertThat(ledger.hold(request("0.20"))).isInstanceOf(HoldReply.Held.class);
  }

  @Test
  void F23_what_the_tables_say_decides_nothing() throws Exception {
    mint("1.00");
    spend("0.90");
    database.write(connection -> {
      Connections.execute(connection, "UPDATE tc_budgets SET spent_usd = '0', limit_usd = '1000'");
      Connections.execute(connection, "DELETE FROM tc_usage_log");
      return true;
    });

    assertExhausted("0.11");
    restart();
    assertExhausted("0.11");
  }
}
