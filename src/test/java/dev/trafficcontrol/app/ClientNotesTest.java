package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientNote;
import dev.trafficcontrol.usage.ClientStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Notes on their way from a call to the store.
@Timeout(60)
class ClientNotesTest {

  private final List<Client> kept = new CopyOnWriteArrayList<>();
  private final Set<Integer> batchSizes = ConcurrentHashMap.newKeySet();

  /// A store without a disk until it gets one.
  private volatile boolean isBroken;

  /// How far the book goes, and the log that follows it.
  private volatile long bookEnd;

  private volatile long logEnd;

  private final ClientNotes notes =
      new ClientNotes(
          new ClientStore() {
            @Override
            public long bookEnd() {
              return bookEnd;
            }

            @Override
            public long logEnd() {
              return logEnd;
            }

            @Override
            public void catchUp() {
              logEnd = bookEnd;
            }

            @Override
            public void keep(List<ClientNote> batch) {
              batchSizes.add(batch.size());
              if (isBroken) {
                throw new IllegalStateException("no disk");
              }
              batch.forEach(note -> kept.add(note.client()));
            }
          });

  private static Client client(int number) {
    return new Client("s" + number, null, null);
  }

  private void note(int number) {
    notes.note(HoldId.mint(Instant.EPOCH, new byte[HoldId.RANDOM_BYTES]), client(number));
  }

  private static List<Client> upTo(int count) {
    return IntStream.range(0, count).mapToObj(ClientNotesTest::client).toList();
  }

  private void end(Thread thread) throws InterruptedException {
    thread.interrupt();
    thread.join();
    assertThat(batchSizes).allSatisfy(size -> assertThat(size).isBetween(1, ClientNotes.AT_ONCE));
  }

  @Test
  void notes_are_kept_in_the_order_of_the_calls_while_more_come() throws Exception {
    Thread thread = Thread.startVirtualThread(notes::keep);
    note(0);
    await().until(() -> kept.size() == 1);
    IntStream.range(1, 2_000).forEach(this::note);
    await().until(() -> kept.size() == 2_000);
    assertThat(kept).isEqualTo(upTo(2_000));
    end(thread);
  }

  @Test
  void notes_wait_until_the_log_knows_of_their_calls_and_nobody_hurries_it_but_a_question()
      throws Exception {
    bookEnd = 7;
    logEnd = 6;
    Thread thread = Thread.startVirtualThread(notes::keep);
    note(0);
    note(1);
    notes.keepAll();
    assertThat(kept).isEqualTo(upTo(2));
    assertThat(logEnd).isEqualTo(7);

    bookEnd = 9;
    note(2);
    await().during(Duration.ofSeconds(1)).until(() -> kept.size() == 2 && logEnd == 7);
    logEnd = 9;
    await().until(() -> kept.size() == 3);
    end(thread);
  }

  @Test
  void an_end_in_good_order_keeps_what_waits() throws Exception {
    IntStream.range(0, 1_700).forEach(this::note);
    end(Thread.startVirtualThread(notes::keep));
    assertThat(kept).isEqualTo(upTo(1_700));
  }

  @Test
  void a_store_that_fails_holds_nobody_up_and_gets_what_found_room_once_it_works()
      throws Exception {
    isBroken = true;
    Thread thread = Thread.startVirtualThread(notes::keep);
    note(0);
    await().until(() -> !batchSizes.isEmpty()); // and it was refused
    // No call ever waits: this would not come back.
    IntStream.range(1, 3 * ClientNotes.MOST_WAITING).forEach(this::note);
    assertThat(kept).isEmpty();
    isBroken = false;
    await().until(() -> kept.size() >= ClientNotes.MOST_WAITING);
    end(thread);
    assertThat(kept)
        .startsWith(upTo(ClientNotes.MOST_WAITING).toArray(Client[]::new))
        .hasSizeLessThanOrEqualTo(2 * ClientNotes.MOST_WAITING)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_store_that_never_works_again_does_not_keep_the_daemon_from_ending() throws Exception {
    isBroken = true;
    IntStream.range(0, 10).forEach(this::note);
    end(Thread.startVirtualThread(notes::keep));
    assertThat(kept).isEmpty();
  }
}
