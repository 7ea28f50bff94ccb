package dev.trafficcontrol.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputBoundTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "hello, 5",
    "é, 2",
    "漢字, 6",
    "😀, 4",
    "ﷺ, 33",
    "a ﷺ b, 37",
    "ﬁ, 3",
    "½, 5",
    "\u0080, 2",
    "\u07ff, 2",
    "\u0800, 3"
  })
  void text_counts_as_the_longer_of_its_UTF_8_and_its_NFKC_form(String text, long bytes) {
    assertThat(TextBytes.upperBound(text)).isEqualTo(bytes);
  }

  /// Alphabets in which normalization does odd things: marks that reorder and compose, Hangul jamo,
  /// composition of starters, long compatibility forms, halves of surrogate pairs.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "aeo \u0301\u0302\u0323\u0327\u0328\u0308\u00e2\u1ea5",
        "\u1100\u1161\u11a8\uac00\uac01\u1112\u1175",
        "\ud818\udd1e\ud818\udd20\ud818\udd29x",
        "\ufdfa\ufdfb\u33ff\u2474 a\u0323",
        "\ud834\udd5e\ud834\udd65\ud834\udd6e\ud834",
        "\u0390\u03b9\u0308\u0301\u1fc4\u0345\u03b1",
        "\u09c7\u09be\u09d7\u0dd9\u0dca\u0dcf\u0fb2\u0f71\u0f80",
        "漢，カ\u3099\uff76\uff9e。\n",
        "plain ASCII only\n",
      })
  void the_bound_in_pieces_is_never_below_the_whole_text_normalized_at_once(String alphabet) {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int length = random.nextInt(seed % 3 == 0 ? 20_000 : 40);
      StringBuilder built = new StringBuilder();
      for (int i = 0; i < length; i++) {
        built.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String text = built.toString();
      long raw = text.getBytes(StandardCharsets.UTF_8).length;
      long nfkc =
          Normalizer.normalize(text, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8).length;
      assertThat(TextBytes.upperBound(text))
          .as("seed %d", seed)
          .isBetween(Math.max(raw, nfkc), 2 * (raw + nfkc));
    }
  }

  @Test
  void a_letter_cut_from_a_mark_that_recomposes_it_is_still_covered() {
    // ñ and a dot below are four bytes apart, but together ṇ and a tilde: five
    String text = "漢".repeat(4_095) + "\u00f1" + "\u0323";
    String whole = Normalizer.normalize(text, Normalizer.Form.NFKC);
    assertThat(TextBytes.upperBound(text))
        .isGreaterThanOrEqualTo(whole.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void pieces_of_a_long_text_lose_almost_nothing() {
    assertThat(TextBytes.upperBound("x".repeat(1_000_000))).isEqualTo(1_000_000);
    assertThat(TextBytes.upperBound("Straße ".repeat(100_000))).isEqualTo(800_000);
    assertThat(TextBytes.upperBound("漢".repeat(1_000_000))).isBetween(3_000_000L, 3_010_000L);
  }

  @Test
  void a_text_is_cut_after_4096_characters_and_never_inside_one() {
    assertThat(TextBytes.upperBound("漢".repeat(4_096))).isEqualTo(3 * 4_096);
    assertThat(TextBytes.upperBound("a" + "漢".repeat(5_000))).isEqualTo(1 + 3 * 5_000 + 32);
    assertThat(TextBytes.upperBound("漢" + "😀".repeat(3_000))).isEqualTo(3 + 4 * 3_000 + 32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "u | 1",
        ", | 2",
        ": | 2",
        "[] | 4",
        "{} | 4",
        "\"\\u0041\" | 41",
        "`\"é\"` | 10",
        "`\u007f` | 1",
        "\"um\" | 4",
        "\\u | 35"
      })
  void a_raw_JSON_fragment_counts_blanks_and_escapes_one_by_one(String raw, long tokens) {
    assertThat(new InputBound().json(raw).tokens()).isEqualTo(tokens + 80);
  }

  @Test
  void nothing_and_nothing_is_nothing() {
    assertThat(new InputBound().plus(new InputBound()).tokens()).isZero();
  }

  @Test
  void margins_overheads_and_images_add_up() {
    // message 16, text 2 + 16, image 4,784 + 16, tools 804
    assertThat(new InputBound().message().text("hi").image().toolsPrompt().tokens())
        .isEqualTo(16 + 18 + 4_800 + 804);
  }

  @Test
  void a_raw_JSON_fragment_may_be_written_anew_with_blanks_and_without_escapes() {
    // 9 bytes, 3 separators, margins 16 and 64
    assertThat(new InputBound().json("{\"a\": 10}").tokens()).isEqualTo(9 + 3 + 80);
    // an escaped U+FDFA is six bytes here and 33 once decoded and normalized
    assertThat(new InputBound().json("\"\\ufdfa\"").tokens()).isGreaterThanOrEqualTo(35);
    // two bytes here, six as an escape
    assertThat(new InputBound().json("\"é\"").tokens()).isGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"bash_20250124, 325", "text_editor_20250728, 700"})
  void tools_of_the_provider_have_their_documented_prompt(String type, long overhead) {
    long alone = new InputBound().clientTool("{}").tokens();
    assertThat(new InputBound().providerTool(type, "{}").tokens()).isEqualTo(alone + overhead);
  }

  @Test
  void F35_what_can_not_be_sized_takes_the_whole_window_and_stays_there() {
    assertThat(new InputBound().unknownSize().text("more").message().tokens())
        .isEqualTo(InputBound.WHOLE_WINDOW);
    assertThat(new InputBound().providerTool("computer_20250124", "{}").tokens())
        .isEqualTo(InputBound.WHOLE_WINDOW);
    assertThat(new InputBound().text("a").plus(new InputBound().unknownSize()).tokens())
        .isEqualTo(InputBound.WHOLE_WINDOW);
  }
}
