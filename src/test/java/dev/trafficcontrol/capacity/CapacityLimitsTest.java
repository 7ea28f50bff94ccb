package dev.trafficcontrol.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "claude-opus-5-5, opus",
    "claude-opus-5-5-20260801, opus",
    "claude-sonnet-4-6, sonnet",
    "us.anthropic.claude-haiku-4-5@20251001, haiku",
    "claude-3-5-sonnet-latest, sonnet",
    "gpt-6-mini, gpt-6-mini",
    "magnum-opusculum, magnum-opusculum",
  })
  void a_model_counts_in_the_class_its_name_says(String model, String modelClass) {
    assertThat(ModelClass.of(model)).isEqualTo(modelClass);
  }

  @Test
  void the_defaults_are_pinned() {
    assertThat(CapacityLimits.DEFAULT)
        .isEqualTo(new CapacityLimits(2, Map.of("opus", 1, "sonnet", 2)));
    assertThat(CapacityLimits.DEFAULT.of("haiku")).isEqualTo(1);
  }

  @Test
  void a_limit_that_makes_no_sense_is_refused_not_repaired() {
    assertThatThrownBy(() -> new CapacityLimits(0, Map.of())).hasMessageContaining("max-agents");
    assertThatThrownBy(() -> new CapacityLimits(1, Map.of("opus", -1)))
        .hasMessageContaining("opus");
  }
}
