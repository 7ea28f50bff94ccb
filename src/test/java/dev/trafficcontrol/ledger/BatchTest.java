package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A batch as a store keeps it, in one text.
class BatchTest {

  private static Batch stored(Batch batch, String body) {
    return Batch.stored(
        batch.number(), batch.firstEvent(), batch.at(), body, batch.previousHash(), batch.hash());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void a_batch_reads_back_from_its_body_as_it_was(int events) {
    String[] texts = new String[events];
    for (int at = 0; at < events; at++) {
      texts[at] = "],[ \",\n\" " + at;
    }
    Batch batch = BookContract.next(Head.EMPTY, texts);
    assertThat(batch.entries()).hasSize(events);
    assertThat(stored(batch, batch.body())).isEqualTo(batch).matches(Batch::isIntact);
  }

  @Test
  void a_body_is_one_json_array() {
    assertThat(BookContract.next(Head.EMPTY).body()).isEqualTo("[]");
    assertThat(BookContract.next(Head.EMPTY, "a", "b").body())
        .isEqualTo(
            """
            [{"event":"killed","reason":"a","by":"owner"},
            {"event":"killed","reason":"b","by":"owner"}]\
            """);
  }

  /// Wherever it was cut, at either end, and with any one letter changed.
  @Test
  void a_damaged_body_makes_a_batch_that_is_not_intact() {
    Batch batch = BookContract.next(Head.EMPTY, "one", "two");
    String body = batch.body();
    for (int at = 0; at < body.length(); at++) {
      assertThat(stored(batch, body.substring(0, at)))
          .as("first %d", at)
          .matches(b -> !b.isIntact());
      assertThat(stored(batch, body.substring(at + 1)))
          .as("from %d", at)
          .matches(b -> !b.isIntact());
      String changed = body.substring(0, at) + '~' + body.substring(at + 1);
      assertThat(stored(batch, changed)).as("letter %d", at).matches(b -> !b.isIntact());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "]", "x", "[x", "x]", "null"})
  void what_is_no_array_stays_as_it_is_so_that_it_can_be_looked_at(String body) {
    assertThat(stored(BookContract.next(Head.EMPTY), body).entries())
        .containsExactly(new Batch.Entry(body));
  }
}
