package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One id, asked for twice: only the first answer sends a call, and only who got it can take it
/// back.
class SameIdTwiceTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private final MemoryBook book = new MemoryBook();
  private final WriterLoop loop =
      new WriterLoop(book, null, InstantSource.fixed(NOW), BookListener.NOBODY);
  private int ids;

  @BeforeEach
  void begin() {
    loop.load();
    loop.submit(
        command(
            new MintKey(
                new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
                Map.of(Window.TOTAL, Limit.parse("1")),
                "owner")));
    loop.round(null);
  }

  private static Ticket command(LedgerCommand<?> command) {
    return new Ticket.ForCommand<>(command, Ticket.Owed.NO);
  }

  private HoldRequest call(String usd) {
    byte[] random = new byte[HoldId.RANDOM_BYTES];
    random[0] = (byte) ++ids;
    return new HoldRequest(
        HoldId.mint(NOW, random),
        "K1",
        List.of("m"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ofSeconds(60));
  }

  private Ticket.ForHold ask(HoldRequest request) {
    Ticket.ForHold ticket = new Ticket.ForHold(request);
    loop.submit(ticket);
    return ticket;
  }

  @Test
  void a_retry_whose_batch_failed_is_still_a_retry_when_it_is_decided_anew() {
    HoldRequest call = call("0.10");
    Ticket.ForHold first = ask(call);
    loop.round(null);
    Ticket.ForHold retry = ask(call);
    ask(call("0.20"));
    book.failNext(1, MemoryBook.Fault.BEFORE_WRITING);
    loop.round(null);
    assertThat(first.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
    assertThat(retry.reply).isCompletedWithValueMatching(HoldReply.AlreadyHeld.class::isInstance);
  }

  @Test
  void a_retry_that_leaves_takes_back_nothing_that_was_granted_before() {
    HoldRequest call = call("0.10");
    ask(call);
    loop.round(null);
    Ticket.ForHold retry = ask(call);
    loop.submit(new Ticket.Leave(retry));
    loop.round(null);
    assertThat(book.events()).noneMatch(LedgerEvent.Voided.class::isInstance);
  }

  @Test
  void a_retry_that_leaves_does_not_take_the_first_out_of_line() {
    HoldRequest all = call("1.00");
    ask(all);
    HoldRequest call = call("0.10");
    Ticket.ForHold waits = ask(call);
    loop.round(null);
    Ticket.ForHold retry = ask(call);
    loop.submit(new Ticket.Leave(retry));
    loop.submit(command(new VoidHold(all.id(), "proof")));
    loop.round(null);
    assertThat(waits.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
  }

  @Test
  void whoever_leaves_before_the_answer_gives_back_what_was_granted_without_a_known_commit() {
    HoldRequest call = call("0.10");
    Ticket.ForHold left = ask(call);
    book.failNext(2, MemoryBook.Fault.AFTER_WRITING);
    loop.round(null);
    loop.submit(new Ticket.Leave(left));
    loop.round(null);
    assertThat(book.events()).filteredOn(LedgerEvent.Voided.class::isInstance).hasSize(1);
  }
}
