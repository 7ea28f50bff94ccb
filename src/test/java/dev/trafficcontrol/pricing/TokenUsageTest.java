package dev.trafficcontrol.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenUsageTest {

  @Test
  void no_count_of_a_call_is_negative_whichever_it_is() {
    for (int which = 0; which < 6; which++) {
      long[] counts = {1, 2, 3, 4, 5, 6};
      counts[which] = -1;
      assertThatThrownBy(() ->
              new TokenUsage(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]))
          .as("count %d", which)
          .hasMessageContaining("never negative");
    }
    assertThat(TokenUsage.NONE.promptTokens()).isZero();
  }

  @Test
  void a_memory_of_one_prompt_is_a_memory_and_one_of_none_is_not() {
    assertThat(new ConversationMemory(1)).isNotNull();
    assertThatThrownBy(() -> new ConversationMemory(0)).hasMessageContaining("at least one");
  }
}
