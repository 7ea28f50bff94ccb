package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.DayFigures;
import dev.trafficcontrol.alert.TopSpender;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
}
