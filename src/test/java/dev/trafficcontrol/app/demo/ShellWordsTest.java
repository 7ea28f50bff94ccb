package dev.trafficcontrol.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

  @Test
  void a_printed_command_means_the_same_when_it_is_typed() {
    assertThat(ShellWords.quoted(List.of("--verify", "test -s a.md", "--repo", "/tmp/a-b_c")))
        .isEqualTo("--verify 'test -s a.md' --repo /tmp/a-b_c");
    assertThat(ShellWords.quoted(List.of("run:*", "it's", ""))).isEqualTo("'run:*' 'it'\\''s' ''");
  }
}
