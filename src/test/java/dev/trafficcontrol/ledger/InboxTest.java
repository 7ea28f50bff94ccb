package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {

  private final Inbox inbox = new Inbox();

  private static Ticket.ForCommand<Boolean> ticket() {
    return new Ticket.ForCommand<>((state, now) -> Decision.nothingBut(true), Ticket.Owed.YES);
  }

  @Test
  void what_an_interrupted_thread_brings_is_taken_and_it_stays_interrupted()
      throws InterruptedException {
    Ticket ticket = ticket();
    Thread.currentThread().interrupt();
    inbox.submit(ticket);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(inbox.poll(Duration.ZERO)).isSameAs(ticket);
  }

  @Test
  void whoever_comes_before_or_after_the_end_is_told_why() {
    Ticket.ForCommand<Boolean> before = ticket();
    inbox.submit(before);
    assertThat(inbox.size()).isEqualTo(1);
    inbox.close(new LedgerUnavailable("planted: closed"));
    Ticket.ForCommand<Boolean> after = ticket();
    inbox.submit(after);
    for (Ticket.ForCommand<Boolean> each : List.of(before, after)) {
      assertThat(each.reply)
          .isCompletedExceptionally()
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingRootCause()
          .withMessage("planted: closed");
    }
    assertThat(inbox.size()).isZero();
  }
}
