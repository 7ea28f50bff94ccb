package dev.trafficcontrol.adapter.sqlite;

import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.SqlUsage;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.usage.Breakdown;
import dev.trafficcontrol.usage.ModelDay;
import dev.trafficcontrol.usage.Selection;
import dev.trafficcontrol.usage.Spend;
import dev.trafficcontrol.usage.SpendTotals;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteUsageTest {

  private static final TokenUsage TOKENS = new TokenUsage(10, 20, 30, 40, 50, 1);
  private static final Metered METERED =
      new Metered("prices-7", List.of(new Hop("opus-20260801", TOKENS, Modifiers.NONE)));

  @TempDir private Path home;
  private volatile Instant now = Instant.parse("2026-11-01T23:59:00Z");
  private final Random random = new Random(7);
  private SqliteDatabase database;
  private SqliteBook book;
  private LedgerWriter ledger;
  private SqlUsage usage;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(home, stamp("development", "D1"));
    book = SqliteBook.open(database, home);
    ledger = LedgerWriter.open(book, () -> now, BookListener.NOBODY);
    usage = new SqlUsage(database);
  }

  @AfterEach
  void close() {
    ledger.close();
    book.close();
    database.close();
  }

  @Test
  void spending_is_listed_by_whatever_it_was_for() throws Exception {
    runKey("R1", "T1");
    runKey("R2", "T2");
    standAloneKey("K1");
    ledger.settle(hold("R1", "opus", "1"), Money.ofUsd("0.5"), METERED);
    ledger.settle(hold("R2", "sonnet", "1"), Money.ofUsd("0.25"), METERED);
    pass(Duration.ofMinutes(2));
    ledger.settle(hold("K1", "opus", "1"), Money.ofUsd("0.125"), METERED);
    ledger.voidHold(hold("K1", "opus", "1"), "refused by the provider");

    assertThat(names(Breakdown.PROJECT)).containsExactly("web=0.75", "=0.125");
    assertThat(names(Breakdown.TASK)).containsExactly("T1=0.50", "T2=0.25", "=0.125");
    assertThat(names(Breakdown.RUN)).containsExactly("R1=0.50", "R2=0.25", "=0.125");
    assertThat(names(Breakdown.MODEL)).containsExactly("opus=0.625", "sonnet=0.25");
    assertThat(names(Breakdown.KEY)).containsExactly("R1=0.50", "R2=0.25", "K1=0.125");
    assertThat(names(Breakdown.DAY)).containsExactly("2026-11-01=0.75", "2026-11-02=0.125");
    assertThat(usage.spend(Breakdown.KEY, Selection.since(now)))
        .containsExactly(new Spend("K1", Money.ofUsd("0.125"), 1, TOKENS));
  }

  @Test
  void spending_is_added_up_for_each_day_and_model_of_the_days_asked_for() throws Exception {
    standAloneKey("K1");
    ledger.settle(hold("K1", "opus", "1"), Money.ofUsd("0.5"), METERED);
    ledger.settle(hold("K1", "opus", "1"), Money.ofUsd("0.25"), METERED);
    pass(Duration.ofMinutes(2));
    ledger.settle(hold("K1", "sonnet", "1"), Money.ofUsd("0.125"), METERED);
    LocalDate first = LocalDate.parse("2026-11-01");

    assertThat(usage.spendByModel(first, first))
        .containsExactly(new ModelDay(first, "opus", Money.ofUsd("0.75")));
    assertThat(usage.spendByModel(first.plusDays(1), first.plusDays(9)))
        .containsExactly(new ModelDay(first.plusDays(1), "sonnet", Money.ofUsd("0.125")));
  }

  @Test
  void what_expired_counts_in_full_until_the_truth_is_known() throws Exception {
    standAloneKey("K1");
    HoldId lost = hold("K1", "opus", "1");
    ledger.settle(hold("K1", "opus", "1"), Money.ofUsd("0.3"), null);
    ledger.expire(lost, "lost");
    assertThat(usage.totals()).isEqualTo(totals("0.3", "1", "0"));
    ledger.settle(lost, Money.ofUsd("0.4"), METERED);
    assertThat(usage.totals()).isEqualTo(totals("0.3", "0", "0.4"));
    assertThat(usage.totals().total()).isEqualTo(ledger.totalSpent());
  }

  @Test
  void F51_each_row_names_the_price_book_it_was_priced_by() throws Exception {
    standAloneKey("K1");
    ledger.settle(hold("K1", "opus", "1"), Money.ofUsd("0.3"), METERED);
    usage.catchUp();
    List<String> rows =
        database.read(connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT price_book, cost_usd, at FROM tc_usage_log")) {
            return List.of(row.getString(1), row.getString(2), row.getString(3));
          }
        });
    assertThat(rows).containsExactly("prices-7", "0.30", "2026-11-01T23:59:00.000Z");
  }

  @Test
  void F92_whatever_happens_and_whenever_it_restarts_the_total_is_the_ledgers() throws Exception {
    standAloneKey("K1");
    runKey("R1", "T1");
    List<HoldId> open = new ArrayList<>();
    List<HoldId> expired = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      Money cost = Money.ofNanos(step);
      pass(Duration.ofMillis(random.nextInt(20_000)));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> open.add(hold(random.nextBoolean() ? "K1" : "R1", "opus", "0.001"));
        case 3, 4 -> any(open).forEach(id -> ledger.settle(id, cost, METERED));
        case 5 ->
            any(open)
                .forEach(id -> {
                  ledger.expire(id, "lost");
                  expired.add(id);
                });
        case 6 -> any(expired).forEach(id -> ledger.settle(id, cost.times(3), null));
        case 7 -> any(open).forEach(id -> ledger.voidHold(id, "nothing was sent"));
        default -> throw new AssertionError();
      }
      if (step % 50 == 0) {
        assertThat(usage.totals().total()).as("step %d", step).isEqualTo(ledger.totalSpent());
      }
      if (step % 80 == 0) {
        close();
        open();
      }
    }
    Money total = ledger.totalSpent();
    assertThat(total).isNotEqualTo(Money.ZERO);
    assertThat(usage.totals().total()).isEqualTo(total);
    for (Breakdown by : Breakdown.values()) {
      assertThat(
              usage.spend(by, Selection.since(Instant.EPOCH)).stream()
                  .map(Spend::cost)
                  .reduce(Money.ZERO, Money::plus))
          .isEqualTo(total);
    }
  }

  private List<HoldId> any(List<HoldId> ids) {
    return ids.isEmpty() ? List.of() : List.of(ids.remove(random.nextInt(ids.size())));
  }

  private HoldId hold(String key, String model, String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = HoldId.mint(now, bytes);
    assertThat(
            ledger.hold(
                new HoldRequest(
                    id,
                    key,
                    List.of(model),
                    Money.ofUsd(usd),
                    HoldRequest.LONGEST_LIFETIME,
                    Duration.ZERO)))
        .isInstanceOf(HoldReply.Held.class);
    return id;
  }

  private void runKey(String run, String task) {
    ledger.ask(
        new OpenAttempt(
            new Key(run, run, hash(), new AttemptBinding("web", task, run, 1, null), null)));
  }

  private void standAloneKey(String id) {
    ledger.ask(
        new MintKey(
            new Key(id, id, hash(), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd("9"))),
            "owner"));
  }

  private SecretHash hash() {
    return new SecretHash("%064x".formatted(random.nextInt(1_000_000)));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private List<String> names(Breakdown by) {
    return usage.spend(by, Selection.since(Instant.EPOCH)).stream()
        .map(spend -> spend.name() + "=" + spend.cost().toUsd())
        .toList();
  }

  private static SpendTotals totals(String settled, String expired, String corrected) {
    return new SpendTotals(Money.ofUsd(settled), Money.ofUsd(expired), Money.ofUsd(corrected));
  }
}
