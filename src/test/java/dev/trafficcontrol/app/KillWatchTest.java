package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KillWatchTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final LedgerEvent KILL = new LedgerEvent.Killed("enough", "ann");
  private static final LedgerEvent TRIP =
      new LedgerEvent.BreakerTripped(TripKind.HARD, "burn", "monitor", null);

  private final KillWatch watch = new KillWatch();
  private final BlockingQueue<String> carriedOut = new LinkedBlockingQueue<>();

  @Test
  void F80_a_kill_in_the_book_is_carried_out_and_says_why_and_by_whom() throws Exception {
    watch.onKill(carriedOut::add);
    written(TRIP, KILL);
    assertThat(carriedOut.poll(1, TimeUnit.MINUTES)).isEqualTo("enough (by ann)");
  }

  @Test
  void nothing_else_in_the_book_kills() throws Exception {
    watch.onKill(carriedOut::add);
    written(TRIP);
    written(new LedgerEvent.Revived("ann"));
    written(KILL);
    assertThat(carriedOut.poll(1, TimeUnit.MINUTES)).isEqualTo("enough (by ann)");
    assertThat(carriedOut).isEmpty();
  }

  @Test
  void whoever_writes_the_book_does_not_wait_until_runs_have_ended() throws Exception {
    CountDownLatch runsHaveEnded = new CountDownLatch(1);
    watch.onKill(why -> {
      await(runsHaveEnded);
      carriedOut.add(why);
    });
    written(KILL);
    assertThat(carriedOut).isEmpty();
    runsHaveEnded.countDown();
    assertThat(carriedOut.poll(1, TimeUnit.MINUTES)).isEqualTo("enough (by ann)");
  }

  /// What is put together only now has no runs, and the ledger lets no call through.
  @Test
  void a_kill_before_there_is_anything_to_kill_harms_nothing() {
    written(KILL);
    assertThat(carriedOut).isEmpty();
  }

  private void written(LedgerEvent... events) {
    watch.written(new LedgerCore.Step(List.of(events), List.of()), NOON);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
