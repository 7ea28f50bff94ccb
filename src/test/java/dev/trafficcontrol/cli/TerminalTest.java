package dev.trafficcontrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void what_an_agent_wrote_can_not_command_the_terminal() {
    assertThat(Terminal.harmless("\u001b]52;c;aGk=\u0007 \u001b[2J \u001b[8mhidden \u009b31m \r"))
        .isEqualTo("<1b>]52;c;aGk=<07> <1b>[2J <1b>[8mhidden <9b>31m <0d>");
    assertThat(Terminal.harmless("abc\u202efdp.exe")).isEqualTo("abc<202e>fdp.exe");
  }

  @Test
  void our_own_colours_and_the_shape_of_a_text_stay() {
    String text = "\u001b[32m✓\u001b[0m done\n\tö → 日本\u001b[2mfaint\u001b[0m";
    assertThat(Terminal.harmless(text)).isEqualTo(text);
  }
}
