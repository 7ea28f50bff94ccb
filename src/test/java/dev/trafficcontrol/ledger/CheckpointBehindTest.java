package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A checkpoint that is due while a batch is on its way to the disk.
@Timeout(60)
class CheckpointBehindTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private final MemoryBook book = new MemoryBook();
  private final Queue<Runnable> onItsWay = new ConcurrentLinkedQueue<>();
  private final WriterLoop loop =
      new WriterLoop(
          book,
          null,
          InstantSource.fixed(NOW),
          BookListener.NOBODY,
          new Scribe.Hand(onItsWay::add, 1));

  private void submit(LedgerCommand<?> command) {
    loop.submit(new Ticket.ForCommand<>(command, Ticket.Owed.NO));
  }

  /// So many that a checkpoint is due.
  private static Decision<Boolean> muchWritten(LedgerState state, Instant now) {
    LedgerEvent event = new LedgerEvent.Switched("paused", "owner", "test");
    int events = Math.toIntExact(CheckpointRhythm.WHILE_WRITING.events());
    return new Decision<>(Collections.nCopies(events, event), true);
  }

  /// The disk moves only while the writer waits for it: what does not wait is seen not to.
  private static boolean isWaiting(Thread writer) {
    return writer.getState() == Thread.State.WAITING
        || writer.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void a_checkpoint_waits_for_what_is_on_its_way_and_says_what_the_events_up_to_it_do() {
    loop.load();
    LedgerCommand<Boolean> much = CheckpointBehindTest::muchWritten;
    submit(much);
    loop.round(null);
    onItsWay.remove().run();
    loop.round(null);
    submit(new Kill("this is on its way when the checkpoint is due", "owner"));
    loop.stop();

    Thread writer = Thread.ofPlatform().start(loop);
    while (writer.isAlive()) {
      if (isWaiting(writer) && !onItsWay.isEmpty()) {
        onItsWay.remove().run();
      }
      Thread.onSpinWait();
    }

    Checkpoint checkpoint = book.checkpoint().orElseThrow();
    assertThat(checkpoint.head().number()).isEqualTo(2);
    assertThat(book.events()).contains(checkpoint.note());
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Sound.class);
  }
}
