package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldIdTest {

  private static final String ID = "0123456789abcdef".repeat(2);

  @Test
  void an_id_is_read_as_it_is_written_and_shown() {
    assertThat(HoldId.parse(ID).text()).isEqualTo(ID);
    assertThat(HoldId.parse(ID)).hasToString(ID);
    byte[] random = {(byte) 0xff, 0, 1, 2, 3, 4, 5, 6, 7, (byte) 0xfe};
    HoldId minted = HoldId.mint(Instant.parse("2026-11-02T12:00:00.001Z"), random);
    assertThat(HoldId.parse(minted.text())).isEqualTo(minted);
    assertThat(minted.mintedAt()).isEqualTo("2026-11-02T12:00:00.001Z");
  }

  /// Two texts of one id would be two ids to whoever compares texts. Tried in each place: the
  /// letters on both sides of `0` to `9` and `a` to `f`.
  @ParameterizedTest
  @ValueSource(chars = {'/', ':', '`', 'g', 'A', 'F', ' ', '٣'})
  void a_letter_that_is_no_small_hex_digit_is_refused_in_every_place(char letter) {
    for (int at = 0; at < ID.length(); at++) {
      String text = ID.substring(0, at) + letter + ID.substring(at + 1);
      assertThatThrownBy(() -> HoldId.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'" + text + "' is not a hold's id: 32 hex digits");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0"})
  void a_text_of_another_length_is_refused(String text) {
    assertThatThrownBy(() -> HoldId.parse(text)).hasMessageContaining("32 hex digits");
  }
}
