package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.usage.Breakdown;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientNote;
import dev.trafficcontrol.usage.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Who made which call, beside the usage log of both engines.
@ParameterizedClass
@EnumSource(Engine.class)
class SqlClientsTest {

  private final Engine engine;
  private final Random random = new Random(3);
  @TempDir private Path home;
  private BookUnderTest store;
  private BookUnderTest.Opened opened;
  private LedgerWriter ledger;
  private SqlClients clients;

  SqlClientsTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.book(home);
    opened = store.open(home);
    ledger = opened.writer();
    clients = new SqlClients(opened.database());
    ledger.ask(
        new MintKey(
            new Key("K1", "test", new SecretHash("1".repeat(64)), null, null), Map.of(), "owner"));
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void spending_is_listed_by_session_and_agent_and_of_one_session_alone() throws Exception {
    keep(settled("0.5"), "s1", null, null);
    keep(settled("0.25"), "s1", "a1", null);
    keep(settled("0.125"), "s1", "a2", "a1");
    keep(settled("0.0625"), "s2", "a1", null);
    settled("2");

    assertThat(spend(Breakdown.SESSION, null)).containsExactly("=2.00", "s1=0.875", "s2=0.0625");
    assertThat(spend(Breakdown.AGENT, null)).containsExactly("=2.50", "a1=0.3125", "a2=0.125");
    assertThat(spend(Breakdown.AGENT, "s1")).containsExactly("=0.50", "a1=0.25", "a2=0.125");
    assertThat(spend(Breakdown.MODEL, "s1")).containsExactly("opus=0.875");
    assertThat(spend(Breakdown.KEY, null)).containsExactly("K1=2.9375");
    assertThat(spend(Breakdown.KEY, "nobody")).isEmpty();
  }

  @Test
  void a_call_that_is_not_over_is_known_and_counts_once_it_is() throws Exception {
    HoldId open = hold();
    keep(open, "s1", null, null);
    assertThat(spend(Breakdown.SESSION, null)).isEmpty();
    ledger.expire(open, "lost");
    assertThat(spend(Breakdown.SESSION, null)).containsExactly("s1=3.00");
    ledger.settle(open, Money.ofUsd("0.5"), null);
    assertThat(spend(Breakdown.SESSION, null)).containsExactly("s1=0.50");
  }

  @Test
  void the_same_notes_kept_again_change_nothing() throws Exception {
    HoldId hold = settled("0.5");
    keep(hold, "s1", null, null);
    keep(hold, "s1", null, null);
    keep(hold, "s2", null, null);
    assertThat(spend(Breakdown.SESSION, null)).containsExactly("s1=0.50");
  }

  @Test
  void a_voided_call_leaves_no_row_whether_it_was_noted_before_or_after() throws Exception {
    HoldId before = hold();
    keep(before, "s1", null, null);
    ledger.voidHold(before, "nothing was sent");
    HoldId after = hold();
    ledger.voidHold(after, "nothing was sent");
    keep(after, "s1", null, null);
    HoldId unheard = HoldId.mint(Instant.EPOCH, new byte[HoldId.RANDOM_BYTES]);
    keep(unheard, "s1", null, null);

    assertThat(rows()).isEmpty();
  }

  @Test
  void a_log_that_is_emptied_and_filled_again_has_its_clients_still() throws Exception {
    keep(settled("0.5"), "s1", "a1", null);
    opened
        .database()
        .write(connection -> {
          Sql.update(connection, "DELETE FROM tc_usage_log");
          Sql.update(connection, "DELETE FROM tc_usage_open");
          return Sql.update(connection, "UPDATE tc_usage_progress SET last_event = 0");
        });
    keep(settled("0.25"), "s1", null, null);

    assertThat(spend(Breakdown.AGENT, "s1")).containsExactly("a1=0.50", "=0.25");
    assertThat(rows()).hasSize(2);
  }

  private void keep(
      HoldId hold, @Nullable String session, @Nullable String agent, @Nullable String parent) {
    clients.catchUp();
    clients.keep(List.of(new ClientNote(hold, new Client(session, agent, parent))));
  }

  private HoldId hold() throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = HoldId.mint(opened.clock().instant(), bytes);
    HoldRequest request =
        new HoldRequest(
            id,
            "K1",
            List.of("opus"),
            Money.ofUsd("3"),
            HoldRequest.LONGEST_LIFETIME,
            Duration.ZERO);
    assertThat(ledger.hold(request)).isInstanceOf(HoldReply.Held.class);
    return id;
  }

  private HoldId settled(String usd) throws InterruptedException {
    HoldId id = hold();
    ledger.settle(id, Money.ofUsd(usd), null);
    return id;
  }

  private List<String> spend(Breakdown by, @Nullable String session) {
    return new SqlUsage(opened.database())
        .spend(by, new Selection(Instant.EPOCH, session)).stream()
            .map(spend -> spend.name() + "=" + spend.cost().toUsd())
            .toList();
  }

  private List<String> rows() {
    new SqlUsage(opened.database()).catchUp();
    return new ArrayList<>(
        opened
            .database()
            .read(connection ->
                Sql.list(
                    connection, "SELECT hold_id FROM tc_usage_clients", row -> row.getString(1))));
  }
}
