package dev.trafficcontrol.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedsTest {

  @Test
  void a_test_whose_program_is_missing_is_skipped_and_says_which_and_how_to_get_it() {
    var result = new NeedsCondition(program -> false, Map.of()).judge(Program.BUBBLEWRAP);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElseThrow())
        .contains("BUBBLEWRAP is missing", "package bubblewrap");
  }

  @Test
  void it_fails_where_all_tests_are_asked_for() {
    var condition = new NeedsCondition(program -> false, Map.of("TRAFFICCONTROL_TESTS", "all"));

    assertThatThrownBy(() -> condition.judge(Program.CLAUDE_CODE))
        .hasMessageContaining("CLAUDE_CODE is missing");
  }

  @Test
  void it_runs_where_the_program_works() {
    var condition = new NeedsCondition(program -> true, Map.of("TRAFFICCONTROL_TESTS", "all"));

    assertThat(condition.judge(Program.values()).isDisabled()).isFalse();
  }

  @Test
  void seeds_are_few_unless_a_long_attack_or_a_single_seed_is_asked_for() {
    int expected = Attacks.times(3, 50);

    assertThat(Attacks.seeds(3, 50).count())
        .isEqualTo(Long.getLong("trafficcontrol.seed") == null ? expected : 1);
  }
}
