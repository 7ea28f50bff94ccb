package dev.trafficcontrol.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.usage.LoggedCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The usage log call by call, on both engines.
@ParameterizedClass
@EnumSource(Engine.class)
class SqlCallsTest {

  private static final SecretHash NOBODYS = new SecretHash("1".repeat(64));
  private static final Metered METERED =
      new Metered(
          "prices-7",
          List.of(new Hop("sonnet", new TokenUsage(10, 20, 30, 40, 50, 1), Modifiers.NONE)));

  private final Engine engine;
  private final Random random = new Random(3);
  @TempDir private Path home;
  private BookUnderTest store;
  private LedgerWriter ledger;
  private SqlCalls calls;

  SqlCallsTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.book(home);
    BookUnderTest.Opened opened = store.open(home);
    ledger = opened.writer();
    calls = new SqlCalls(opened.database());
    ledger.ask(new MintKey(new Key("K1", "test", NOBODYS, null, null), Map.of(), "owner"));
    AttemptBinding attempt = new AttemptBinding("shop", "T1", "R1", 1, null);
    ledger.ask(new OpenAttempt(new Key("R1", "run", NOBODYS, attempt, null)));
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void each_call_is_told_with_what_was_held_for_it_and_what_it_cost() throws Exception {
    HoldId first = hold("R1", "0.75");
    HoldId second = hold("K1", "0.50");
    ledger.settle(second, Money.ofUsd("0.125"), METERED);
    ledger.expire(first, "lost");
    ledger.voidHold(hold("K1", "0.25"), "refused by the provider");

    List<LoggedCall> all = all(10);
    assertThat(all)
        .extracting(call -> call.scope().key(), LoggedCall::worstCase, LoggedCall::cost)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("K1", Money.ofUsd("0.50"), Money.ofUsd("0.125")),
            org.assertj.core.groups.Tuple.tuple("R1", Money.ofUsd("0.75"), Money.ofUsd("0.75")));
    assertThat(all)
        .allSatisfy(call -> assertThat(call.heldAt()).isBefore(call.endedAt().plusSeconds(1)));
    assertThat(all.stream().mapToLong(LoggedCall::tokens).sum()).isEqualTo(150);
    assertThat(all(1)).hasSize(1);
    assertThat(calls.calls(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), 10)).isEmpty();
  }

  private List<LoggedCall> all(int most) {
    return calls.calls(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z"), most);
  }

  private HoldId hold(String key, String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = HoldId.mint(Instant.now(), bytes);
    assertThat(
            ledger.hold(
                new HoldRequest(
                    id,
                    key,
                    List.of("sonnet"),
                    Money.ofUsd(usd),
                    Duration.ofMinutes(10),
                    Duration.ZERO)))
        .isInstanceOf(HoldReply.Held.class);
    return id;
  }
}
