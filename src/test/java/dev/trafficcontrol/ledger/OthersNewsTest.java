package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one node writes is known on another after its next round, though nobody there asked.
class OthersNewsTest {

  private final ClusterStore store = new ClusterStore(new ClusterReferee());
  private final List<LedgerEvent> heard = new ArrayList<>();
  private final WriterLoop writes = loop("a", BookListener.NOBODY);
  private final WriterLoop hears = loop("b", (step, at) -> heard.addAll(step.events()));

  private WriterLoop loop(String node, BookListener listener) {
    ClusterBook book = new ClusterBook(node, store, (who, spot) -> {});
    return new WriterLoop(book, node, store::now, listener);
  }

  @BeforeEach
  void begin() {
    writes.load();
    hears.load();
  }

  private void write(LedgerCommand<?> command) {
    writes.round(new Ticket.ForCommand<>(command, Ticket.Owed.NO));
    assertThat(writes.ended()).isNull();
    hears.round(null);
    assertThat(hears.ended()).isNull();
  }

  @Test
  void a_breaker_that_is_tripped_on_one_node_is_open_on_the_other() {
    write(new TripBreaker(TripKind.HARD, "drill", "owner"));
    assertThat(hears.published().breakers().get(Scope.GLOBAL))
        .isInstanceOf(BreakerState.Open.class);
    assertThat(heard).hasExactlyElementsOfTypes(LedgerEvent.BreakerTripped.class);
  }

  @Test
  void a_key_that_is_minted_and_revoked_on_one_node_is_known_and_dead_on_the_other() {
    Key key = new Key("K1", "test", new SecretHash("1".repeat(64)), null, null);
    write(new MintKey(key, Map.of(), "owner"));
    assertThat(hears.published().keys()).containsOnlyKeys("K1");
    write(new RevokeKey("K1", "owner"));
    assertThat(hears.published().keys()).isEmpty();
  }

  @Test
  void a_kill_on_one_node_is_heard_on_the_other_once() {
    write(new Kill("drill", "owner"));
    hears.round(null);
    assertThat(heard).containsExactly(new LedgerEvent.Killed("drill", "owner"));
  }

  private static <R> R ask(WriterLoop loop, LedgerCommand<R> command) {
    Ticket.ForCommand<R> ticket = new Ticket.ForCommand<>(command, Ticket.Owed.NO);
    loop.round(ticket);
    return ticket.reply.join();
  }

  private static Money spentInAnHour(WriterLoop loop) {
    return ask(loop, (state, now) -> Decision.nothingBut(state.accounts.budgets(Scope.GLOBAL, now)))
        .stream()
        .filter(budget -> budget.id().window().equals(Window.ROLLING_HOUR))
        .findFirst()
        .orElseThrow()
        .spent();
  }

  /// What the windows of the other node had let go of by the time that was wrong counts again.
  @Test
  void a_clock_that_is_set_back_on_one_node_frees_nothing_on_the_other() {
    Key key = new Key("K1", "test", new SecretHash("1".repeat(64)), null, null);
    Money dollar = Money.ofUsd("1");
    HoldId id = HoldId.mint(store.now(), new byte[HoldId.RANDOM_BYTES]);
    write(new MintKey(key, Map.of(), "owner"));
    writes.round(
        new Ticket.ForHold(
            new HoldRequest(id, "K1", List.of("m"), dollar, Duration.ofMinutes(1), Duration.ZERO)));
    write(new SettleHold(id, dollar, null));
    assertThat(spentInAnHour(hears)).isEqualTo(dollar);

    store.advance(Duration.ofHours(2));
    write(new NoteSwitch("paused", "owner", "by a clock that is wrong"));
    assertThat(spentInAnHour(hears)).isEqualTo(Money.ZERO);

    store.setClock(Duration.ofMinutes(-110));
    write(new SetClock(new ClockReading("boot", 1, store.clock()), "owner", "it was wrong"));
    assertThat(spentInAnHour(hears)).isEqualTo(dollar);
  }
}
