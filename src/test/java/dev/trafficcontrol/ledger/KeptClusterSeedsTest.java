package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.ClusterBook.Spot;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What [ClusterTest] found once, cut down to what it takes and told by the sentence it broke: a
/// seed means something else as soon as what is drawn from it changes. The referee watches here
/// too.
class KeptClusterSeedsTest {

  private final ClusterReferee referee = new ClusterReferee();
  private final ClusterStore store = new ClusterStore(referee);
  private final ClusterNode a = new ClusterNode("a", store, referee, this::at);
  private final ClusterNode b = new ClusterNode("b", store, referee, this::at);
  private Runnable next = () -> {};
  private String where = "";
  private int ids;

  private void at(ClusterBook who, Spot spot) {
    if (where.equals(who.node() + spot)) {
      where = "";
      next.run();
    }
  }

  /// Once, the next time that node is there.
  private void when(ClusterNode node, Spot spot, Runnable happens) {
    where = node.name() + spot;
    next = happens;
  }

  private static void breakConnection() {
    throw new LedgerUnavailable("planted");
  }

  @BeforeEach
  void begin() {
    assertThat(a.open(false)).isTrue();
    assertThat(b.open(false)).isTrue();
    a.submit(
        command(
            new MintKey(
                new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
                Map.of(Window.TOTAL, Limit.parse("1")),
                "owner")));
    a.round();
  }

  @AfterEach
  void nothing_else_was_broken() {
    referee.assertNothingBroken();
  }

  private static Ticket command(LedgerCommand<?> command) {
    return new Ticket.ForCommand<>(command, Ticket.Owed.NO);
  }

  private HoldRequest call(String usd) {
    byte[] random = new byte[HoldId.RANDOM_BYTES];
    random[0] = (byte) ++ids;
    return new HoldRequest(
        HoldId.mint(store.now(), random),
        "K1",
        List.of("m"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ofSeconds(60));
  }

  private static Ticket.ForHold ask(ClusterNode node, HoldRequest request) {
    Ticket.ForHold ticket = new Ticket.ForHold(request);
    node.submit(ticket);
    return ticket;
  }

  private void failOver(int lost) {
    referee.failedOver(store, store.failOver(lost));
  }

  private static void assertHeld(Ticket.ForHold ticket) {
    assertThat(ticket.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
  }

  private static void assertNotHeld(Ticket.ForHold ticket) {
    assertThat(ticket.reply)
        .isCompletedWithValueMatching(reply -> !(reply instanceof HoldReply.Held));
  }

  @Test
  void a_node_whose_connection_broke_at_a_failover_stops_as_one_whose_connection_held_does() {
    assertHeld(asked(a, "0.90"));
    when(
        a,
        Spot.BEFORE_TURN,
        () -> {
          failOver(1);
          breakConnection();
        });
    assertNotHeld(asked(a, "0.90"));
    assertThat(a.hasStopped()).isTrue();
    assertThat(a.open(false)).as("its home knows more than the book").isFalse();
  }

  private Ticket.ForHold asked(ClusterNode node, String usd) {
    Ticket.ForHold ticket = ask(node, call(usd));
    node.round();
    return ticket;
  }

  @Test
  void a_node_that_had_not_heard_of_what_was_forgotten_goes_on() {
    assertHeld(asked(a, "0.90"));
    failOver(1);
    assertHeld(asked(b, "0.90"));
    assertThat(b.hasStopped()).isFalse();
  }

  @Test
  void a_hold_that_another_node_was_granted_meanwhile_is_not_the_first_answer_here() {
    HoldRequest call = call("0.10");
    Ticket.ForHold here = ask(a, call);
    Ticket.ForHold there = ask(b, call);
    when(
        a,
        Spot.BEFORE_COMMIT,
        () -> {
          store.advance(ClusterStore.LONGEST_SILENCE);
          b.round();
        });
    a.round();
    assertHeld(there);
    assertThat(here.reply).isCompletedWithValueMatching(HoldReply.AlreadyHeld.class::isInstance);
  }

  @Test
  void whoever_leaves_here_takes_back_nothing_that_was_granted_there() {
    HoldRequest call = call("0.10");
    assertHeld(askedFor(b, call));
    Ticket.ForHold here = ask(a, call);
    a.submit(new Ticket.Leave(here));
    a.round();
    assertThat(referee.reading().find(call.id())).matches(found -> found.isOpen);
  }

  private static Ticket.ForHold askedFor(ClusterNode node, HoldRequest call) {
    Ticket.ForHold ticket = ask(node, call);
    node.round();
    return ticket;
  }

  @Test
  void a_hold_whose_commit_was_answered_to_nobody_is_found_and_answered_once() {
    when(a, Spot.AFTER_COMMIT, KeptClusterSeedsTest::breakConnection);
    HoldRequest call = call("0.10");
    assertHeld(askedFor(a, call));
    assertThat(askedFor(b, call).reply)
        .isCompletedWithValueMatching(HoldReply.AlreadyHeld.class::isInstance);
  }

  /// The home knows of a batch whose commit was never confirmed, as soon as it was answered by.
  @Test
  void a_node_that_answered_by_reading_anew_does_not_start_by_itself_on_a_book_that_forgot_it() {
    when(a, Spot.AFTER_COMMIT, KeptClusterSeedsTest::breakConnection);
    assertHeld(asked(a, "0.10"));
    a.die();
    failOver(1);
    assertThat(a.open(false)).isFalse();
    assertThat(a.open(true)).as("once its owner has accepted that").isTrue();
  }

  @Test
  void a_node_that_stood_still_in_its_turn_has_lost_it_and_decides_anew_by_what_others_wrote() {
    Ticket.ForHold slow = ask(a, call("0.60"));
    Ticket.ForHold quick = ask(b, call("0.60"));
    when(
        a,
        Spot.BEFORE_COMMIT,
        () -> {
          store.advance(ClusterStore.LONGEST_SILENCE);
          b.round();
        });
    a.round();
    assertHeld(quick);
    assertThat(slow.reply).as("waits for the room that is held").isNotDone();
  }

  @Test
  void a_key_that_was_revoked_while_a_node_stood_still_gets_nothing_from_it() {
    Ticket.ForHold slow = ask(a, call("0.60"));
    b.submit(command(new RevokeKey("K1", "owner")));
    when(a, Spot.BEFORE_TURN, b::round);
    a.round();
    assertNotHeld(slow);
  }

  @Test
  void a_clock_that_jumps_ahead_frees_nothing_and_is_believed_again_once_it_is_right() {
    assertHeld(asked(a, "0.60"));
    store.setClock(Duration.ofDays(400));
    assertNotHeld(asked(a, "0.40"));
    store.setClock(Duration.ZERO);
    assertHeld(asked(a, "0.40"));
  }

  @Test
  void a_commit_that_is_done_after_the_book_was_read_anew_is_found_in_the_next_turn() {
    when(
        a,
        Spot.BEFORE_COMMIT,
        () -> {
          throw new ClusterBook.LateCommit();
        });
    HoldRequest call = call("0.60");
    assertHeld(askedFor(a, call));
    assertThat(askedFor(b, call).reply)
        .isCompletedWithValueMatching(HoldReply.AlreadyHeld.class::isInstance);
  }

  /// Seen by whoever only asked, and wrote nothing: the windows had forgotten what the book counts
  /// at the earlier time.
  @Test
  void a_clock_that_goes_back_takes_no_node_back_behind_the_time_it_has_looked_at() {
    a.submit(
        command(
            new SetBudget(
                new BudgetId(Scope.parse("key:K1"), Window.ROLLING_HOUR),
                Limit.parse("0.50"),
                "owner",
                "test")));
    HoldRequest first = call("0.50");
    assertHeld(askedFor(a, first));
    a.submit(command(new SettleHold(first.id(), first.amount(), null)));
    a.round();
    store.advance(Duration.ofMinutes(62));
    assertNotHeld(asked(a, "0.60"));
    store.setClock(Duration.ofMinutes(-30));
    assertHeld(asked(a, "0.30"));
    assertThat(BookAudit.audit(new ClusterBook("nobody", store, (who, spot) -> {})))
        .isInstanceOf(BookAudit.Finding.Sound.class);
  }
}
