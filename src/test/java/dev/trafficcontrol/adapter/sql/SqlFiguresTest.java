package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.DayFigures;
import dev.trafficcontrol.alert.TopSpender;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SqlFiguresTest {

  private static final Instant DAY = Instant.parse("2026-11-02T00:00:00Z");
  private static final Instant NEXT = Instant.parse("2026-11-03T00:00:00Z");

  private static final String[] FIVE_PROJECTS = {"p5", "p4", "p3", "p2", "p1"};

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private Database database;
  private int number;

  SqlFiguresTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    database = store.open();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void charge(Instant at, @Nullable String project, String model, String usd) {
    database.write(connection ->
        Sql.update(
            connection,
            """
            INSERT INTO tc_usage_log
              (hold_id, at, basis, key_id, project_id, model, input_tokens, cache_write_5m_tokens,
               cache_write_1h_tokens, cache_read_tokens, output_tokens, web_searches, cost_usd,
               cost_nanos, held_event, ended_event)
            VALUES (?, ?, 'settled', 'K1', CAST(? AS TEXT), ?, 0, 0, 0, 0, 0, 0, ?, ?, 1, 2)
            """,
            "H" + number++,
            UsageStatements.time(at),
            project,
            model,
            usd,
            Money.ofUsd(usd).nanos()));
  }

  private void run(Instant endedAt, String result) {
    database.write(connection ->
        Sql.update(
            connection,
            """
            INSERT INTO tc_agent_sessions
              (id, task_id, project_id, attempt, token, agent, model, node, state, created_at,
               lease_until, ended_at, result)
            VALUES (?, ?, 'shop', 1, ?, 'a', 'm', 'n', 'ended', 1, 1, ?, ?)
            """,
            "R" + number,
            "T" + number,
            number++,
            endedAt,
            result));
  }

  private static TopSpender spent(String name, String usd) {
    return new TopSpender(name, Money.ofUsd(usd));
  }

  @Test
  void a_day_is_what_was_charged_and_what_ended_in_it() {
    charge(DAY.minusMillis(1), "shop", "opus", "100");
    charge(DAY, "shop", "opus", "1");
    charge(NEXT.minusMillis(1), "docs", "opus", "3");
    charge(NEXT.minusMillis(1), null, "haiku", "0.5");
    charge(NEXT, "shop", "opus", "100");
    run(DAY.minusMillis(1), "review");
    run(DAY, "review");
    run(NEXT.minusMillis(1), "failed");
    run(NEXT.minusMillis(1), "blocked by budget");
    run(NEXT, "failed");
    assertThat(new SqlFigures(database).between(DAY, NEXT))
        .isEqualTo(
            new DayFigures(
                Money.ofUsd("4.5"),
                List.of(
                    spent("docs", "3"),
                    spent("shop", "1"),
                    spent("keys outside of projects", "0.5")),
                List.of(spent("opus", "4"), spent("haiku", "0.5")),
                1,
                2));
  }

  @Test
  void who_spent_most_is_told_of_the_hour_before_alone() {
    charge(DAY.minusSeconds(3_601), "early", "opus", "9");
    charge(DAY.minusSeconds(3_600), "shop", "opus", "1");
    charge(DAY, "docs", "opus", "2");
    charge(DAY.plusMillis(1), "late", "opus", "9");
    assertThat(new SqlFigures(database).spendersBefore(DAY))
        .containsExactly(spent("docs", "2"), spent("shop", "1"));
  }

  @Test
  void those_who_spent_most_are_three_and_a_day_names_everybody() {
    for (int each = 1; each <= 5; each++) {
      charge(DAY, "p" + each, "m" + each, "0.0" + each);
    }
    charge(DAY, "p6", "m6", "0");
    SqlFigures figures = new SqlFigures(database);
    assertThat(figures.spendersBefore(DAY))
        .containsExactly(spent("p5", "0.05"), spent("p4", "0.04"), spent("p3", "0.03"));
    DayFigures day = figures.between(DAY, NEXT);
    assertThat(day.projects()).extracting(TopSpender::name).containsExactly(FIVE_PROJECTS);
    assertThat(day.models()).hasSize(5);
    assertThat(day.spent()).isEqualTo(Money.ofUsd("0.15"));
  }

  @Test
  void what_was_charged_just_now_counts_though_nobody_has_followed_the_book_yet() throws Exception {
    try (BookUnderTest books = engine.book(home)) {
      BookUnderTest.Opened opened = books.open(home);
      Instant now = opened.clock().instant();
      try (LedgerWriter ledger = opened.writer()) {
        spend(ledger, now, 1);
        Instant after = opened.clock().instant();
        assertThat(new SqlFigures(opened.database()).spendersBefore(after))
            .containsExactly(spent("keys outside of projects", "0.25"));
        spend(ledger, now, 2);
        Instant end = opened.clock().instant().plusSeconds(1);
        assertThat(new SqlFigures(opened.database()).between(now.minusSeconds(1), end).spent())
            .isEqualTo(Money.ofUsd("0.50"));
      }
    }
  }

  private static void spend(LedgerWriter ledger, Instant now, int number) throws Exception {
    String key = "K" + number;
    ledger.ask(
        new MintKey(
            new Key(key, key, new SecretHash(("" + number).repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd("1"))),
            "owner"));
    byte[] random = new byte[HoldId.RANDOM_BYTES];
    random[0] = (byte) number;
    HoldRequest request =
        new HoldRequest(
            HoldId.mint(now, random),
            key,
            List.of("claude-sonnet-5-5"),
            Money.ofUsd("0.25"),
            Duration.ofMinutes(15),
            Duration.ZERO);
    assertThat(ledger.hold(request)).isInstanceOf(HoldReply.Held.class);
    ledger.settle(request.id(), Money.ofUsd("0.25"), null);
  }
}
