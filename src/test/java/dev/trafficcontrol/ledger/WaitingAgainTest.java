package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever waits in line while the store fails: the book is read anew, and the line is kept.
class WaitingAgainTest {

  private static final Instant START = Instant.parse("2026-11-02T12:00:00Z");

  private final MemoryBook book = new MemoryBook();
  private Instant clock = START;
  private final WriterLoop loop = new WriterLoop(book, null, () -> clock, BookListener.NOBODY);
  private byte ids;

  private Ticket.ForHold hold(Duration patience) {
    byte[] random = new byte[HoldId.RANDOM_BYTES];
    random[0] = ++ids;
    Ticket.ForHold ticket =
        new Ticket.ForHold(
            new HoldRequest(
                HoldId.mint(clock, random),
                "K1",
                List.of("m"),
                Money.ofUsd("1"),
                Duration.ofMinutes(15),
                patience));
    loop.round(ticket);
    return ticket;
  }

  private void write(int second) {
    clock = START.plusSeconds(second);
    loop.round(new Ticket.ForCommand<>(new NoteSwitch("paused", "owner", "test"), Ticket.Owed.NO));
  }

  @BeforeEach
  void hold_all_there_is() {
    loop.load();
    loop.round(
        new Ticket.ForCommand<>(
            new MintKey(
                new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
                Map.of(Window.TOTAL, Limit.parse("1")),
                "owner"),
            Ticket.Owed.NO));
    assertThat(hold(Duration.ZERO).reply)
        .isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
  }

  @Test
  void the_patience_of_who_waits_counts_from_when_they_came_also_where_the_store_failed() {
    Ticket.ForHold waits = hold(Duration.ofSeconds(10));
    write(6);
    book.failNext(1, MemoryBook.Fault.BEFORE_WRITING);
    write(8);
    assertThat(book.failedAppends()).isEqualTo(1);
    clock = START.plusMillis(9_999);
    loop.round(null);
    assertThat(waits.reply).isNotDone();
    clock = START.plusSeconds(10);
    loop.round(null);
    assertThat(waits.reply)
        .isCompletedWithValueMatching(reply ->
            reply instanceof HoldReply.Refused(Refusal why) && why instanceof Refusal.RoomHeld);
  }
}
