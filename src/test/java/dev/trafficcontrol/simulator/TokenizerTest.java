package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static final String ENGLISH =
      """
      The ledger keeps every amount that was ever held, settled or expired. A call is refused when its
      worst case does not fit into what is left of the budget, and the refusal says how much was spent,
      how much is held by calls that are still running, and when the window frees. Nothing is released
      by a timer alone, because nobody can know whether the provider has already charged for the work.
      """;

  @Test
  void english_has_about_three_and_a_half_characters_a_token() {
    double density = (double) ENGLISH.length() / Tokenizer.count(ENGLISH);
    assertThat(density).isBetween(3.2, 4.0);
  }

  @Test
  void no_text_has_more_tokens_than_bytes() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        int most =
            switch (random.nextInt(4)) {
              case 0 -> 0x7F;
              case 1 -> 0x24F;
              case 2 -> 0xFFFF;
              default -> Character.MAX_CODE_POINT;
            };
        int point = random.nextInt(most);
        if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
          text.appendCodePoint(point);
        }
      }
      assertThat(Tokenizer.count(text))
          .as("seed 11, round %d", round)
          .isLessThanOrEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void prose_has_exactly_the_tokens_asked_for_and_cutting_never_leaves_too_many() {
    SplittableRandom random = new SplittableRandom(5);
    for (int tokens = 0; tokens < 300; tokens++) {
      String prose = Prose.of(tokens, random);
      assertThat(Tokenizer.count(prose)).isEqualTo(tokens);
      assertThat(Tokenizer.count(Prose.cut(ENGLISH, tokens))).isLessThanOrEqualTo(tokens);
    }
  }
}
