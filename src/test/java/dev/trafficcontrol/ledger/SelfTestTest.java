package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.money.Money;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way in which a ledger could be wrong stops the start. The ledgers here answer as they are
/// told to, call by call: more than the cap, the cap, and the cap again while that is held.
class SelfTestTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final Money CAP = Money.ofUsd("0.01");
  private static final HoldId ID = new HoldId(1, 2);
  private static final Hold HOLD =
      new Hold(ID, new HoldScope("self-test", List.of("m"), null, null), CAP, NOW, NOW, null);
  private static final BudgetView BUDGET =
      new BudgetView(
          new BudgetId(SelfTest.SCOPE, Window.TOTAL), Limit.of(CAP), Money.ZERO, Money.ZERO);

  private static final HoldReply GRANTED = new HoldReply.Held(new Authorization(HOLD));
  private static final HoldReply TOO_LARGE = refused(new Refusal.TooLarge(BUDGET, CAP.times(2)));
  private static final HoldReply ROOM_HELD =
      refused(new Refusal.RoomHeld(BUDGET, CAP, Duration.ZERO));

  private final List<Object> voided = new ArrayList<>();

  private static HoldReply refused(Refusal why) {
    return new HoldReply.Refused(why);
  }

  private void run(HoldReply... replies) throws InterruptedException {
    Deque<HoldReply> next = new ArrayDeque<>(List.of(replies));
    Ledger ledger =
        (Ledger)
            Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "hold" -> next.remove();
                      case "voidHold" -> {
                        voided.add(arguments[0]);
                        yield null;
                      }
                      case "ask" -> null;
                      default -> throw new AssertionError("nobody asks for " + method.getName());
                    });
    SelfTest.run(ledger, NOW, () -> new byte[HoldId.RANDOM_BYTES]);
    assertThat(next).as("answers that nobody asked for").isEmpty();
  }

  private void assertStops(String why, HoldReply... replies) {
    assertThatThrownBy(() -> run(replies))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageStartingWith("self-test: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith(": nothing is started");
  }

  @Test
  void a_ledger_that_refuses_what_it_must_and_grants_what_it_must_passes_and_keeps_nothing_held()
      throws InterruptedException {
    run(TOO_LARGE, GRANTED, ROOM_HELD);
    assertThat(voided).containsExactly(ID);
  }

  @Test
  void F20_a_ledger_that_grants_more_than_a_limit_stops_the_start() {
    assertStops("more than its limit", GRANTED, GRANTED, ROOM_HELD);
    assertThat(voided).as("never came so far").isEmpty();
  }

  @Test
  void F20_a_ledger_that_grants_twice_what_is_there_once_stops_the_start_and_keeps_nothing_held() {
    assertStops("what another call holds", TOO_LARGE, GRANTED, GRANTED);
    assertThat(voided).containsExactly(ID);
  }

  @Test
  void F20_a_ledger_that_knows_an_id_which_was_minted_just_now_stops_the_start() {
    assertStops("an id was held before", TOO_LARGE, new HoldReply.AlreadyHeld(HOLD));
  }

  static Stream<Refusal> reasonsOfItsOwn() {
    return Stream.of(
        new Refusal.KeyDead("self-test", "revoked"),
        new Refusal.AttemptStale("R1", 1),
        new Refusal.IdReused(ID),
        new Refusal.IdEnded(ID),
        new Refusal.Unavailable("no disk"));
  }

  /// Whatever it refuses so has not been weighed against a limit.
  @ParameterizedTest
  @MethodSource("reasonsOfItsOwn")
  void F20_a_refusal_that_is_not_for_want_of_room_proves_nothing_and_stops_the_start(Refusal why) {
    String named = why.getClass().getSimpleName();
    assertStops(named, refused(why));
    assertStops(named, TOO_LARGE, refused(why));
    assertStops(named, TOO_LARGE, GRANTED, refused(why));
    assertThat(voided).containsExactly(ID);
  }

  static Stream<Refusal> reasonsForAll() {
    return Stream.of(
        new Refusal.TooLarge(BUDGET, CAP),
        new Refusal.Exhausted(BUDGET, CAP, null),
        new Refusal.RoomHeld(BUDGET, CAP, Duration.ZERO),
        new Refusal.BreakerOpen(
            new Tripped(Scope.GLOBAL, new BreakerState.Open(TripKind.SOFT, "drill", "owner", NOW))),
        new Refusal.Killed("drill", NOW));
  }

  @ParameterizedTest
  @MethodSource("reasonsForAll")
  void a_ledger_whose_owner_or_budgets_stop_everything_passes(Refusal why) {
    assertThatCode(() -> run(refused(why), refused(why))).doesNotThrowAnyException();
    assertThatCode(() -> run(refused(why), GRANTED, refused(why))).doesNotThrowAnyException();
    assertThat(voided).containsExactly(ID);
  }
}
