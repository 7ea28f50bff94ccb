package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The book as people and archives have it, one event a line.
class BookTextTest {

  private static final Batch FIRST =
      BookContract.next(Head.EMPTY, "one", "two \"}\n{\" 🚦", "three");
  private static final Batch SECOND = BookContract.next(FIRST.head(), "four");
  private static final Batch THIRD = BookContract.next(SECOND.head(), "five", "six");

  private final List<Batch> read = new ArrayList<>();
  private final BookText text = new BookText(read::add);

  @Test
  void a_books_text_reads_back_as_it_was_written() {
    Stream.of(FIRST, SECOND, THIRD)
        .map(BookText::lines)
        .forEach(lines -> lines.forEach(text::read));
    assertThat(read).as("the last may have more lines").containsExactly(FIRST, SECOND);
    text.end();
    text.end();
    assertThat(read).containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void each_line_says_which_event_it_is_and_what_its_batch_is_chained_by() {
    assertThat(BookText.lines(SECOND))
        .containsExactly(
            "{\"batch\":2,\"at\":\"%s\",\"previous\":\"%s\",\"hash\":\"%s\",\"number\":4,\"event\":%s}"
                .formatted(
                    SECOND.at(), FIRST.hash(), SECOND.hash(), SECOND.entries().getFirst().json()));
    assertThat(BookText.lines(THIRD)).element(1).asString().contains("\"number\":6,");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"number\":2', '\"number\":3'",
    "'\"number\":2', '\"number\":1'",
    "'10:00:00.123Z', '10:00:00.124Z'",
    "'\"previous\":\"0', '\"previous\":\"1'",
  })
  void a_line_that_does_not_go_on_with_its_batch_is_refused(String find, String replace) {
    List<String> lines = BookText.lines(FIRST);
    assertThat(lines.get(1)).contains(find);
    text.read(lines.getFirst());
    assertThatThrownBy(() -> text.read(lines.get(1).replace(find, replace)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("does not go on with batch 1");
    text.read(lines.get(1));
  }

  @Test
  void a_line_out_of_place_is_refused_or_makes_a_batch_that_does_not_follow() {
    List<String> lines = BookText.lines(FIRST);
    text.read(lines.get(0));
    assertThatThrownBy(() -> text.read(lines.get(2))).hasMessage("does not go on with batch 1");
    text.read(BookText.lines(THIRD).getFirst());
    assertThatThrownBy(() -> read.getFirst().requireAfter(Head.EMPTY))
        .as("a batch without all of its lines")
        .isInstanceOf(BrokenInvariant.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"batch\"', '{\"Batch\"', is no event of a book",
    "'\"hash\":\"', '\"hash\":\"g', is no event of a book",
    "'2026-11-01T', '2026-13-01T', has no readable time",
  })
  void a_line_that_is_no_events_says_why(String find, String replace, String why) {
    String line = BookText.lines(FIRST).getFirst();
    assertThat(line).contains(find);
    assertThatThrownBy(() -> text.read(line.replace(find, replace)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
    text.end();
    assertThat(read).isEmpty();
  }
}
