package dev.trafficcontrol.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quarantined | quarantined queued cancelled
          queued      | quarantined assigned cancelled
          assigned    | queued running blocked failed cancelled
          running     | queued verifying review blocked failed cancelled
          verifying   | queued review blocked failed cancelled
          review      | queued complete cancelled
          blocked     | quarantined queued cancelled
          failed      | quarantined queued cancelled
          complete    |
          cancelled   |
          """)
  void a_task_becomes_only_what_the_table_says(String from, String to) {
    List<String> allowed = to == null ? List.of() : List.of(to.split(" "));
    assertThat(Arrays.stream(TaskState.values()).filter(TaskState.of(from)::mayBecome))
        .extracting(TaskState::label)
        .containsExactlyInAnyOrderElementsOf(allowed);
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void F63_what_is_over_stays_over(TaskState next) {
    assertThat(TaskState.CANCELLED.mayBecome(next)).isFalse();
    assertThat(TaskState.COMPLETE.mayBecome(next)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TaskMove.class)
  void a_move_of_a_person_is_a_row_of_the_table(TaskMove move) {
    assertThat(TaskState.values())
        .filteredOn(move::isFor)
        .isNotEmpty()
        .allMatch(from -> from.mayBecome(move.to()));
  }

  @Test
  void F83_only_what_a_person_typed_is_approved_by_its_origin() {
    assertThat(Origin.values())
        .filteredOn(origin -> origin.firstState() == TaskState.QUEUED)
        .containsExactly(Origin.PERSON);
  }
}
