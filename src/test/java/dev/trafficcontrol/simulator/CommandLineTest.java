package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void every_option_is_understood() {
    SimulatorOptions options =
        CommandLine.parse(
            ("--listen 127.0.0.1:9 --seed 5 --time-factor 20 --key K --on-disconnect stop"
                    + " --bill b.jsonl")
                .split(" "));
    assertThat(options.listen().getPort()).isEqualTo(9);
    assertThat(options.seed()).isEqualTo(5);
    assertThat(options.timeFactor()).isEqualTo(new TimeFactor(20));
    assertThat(options.key()).isEqualTo("K");
    assertThat(options.onDisconnect()).isEqualTo(OnDisconnect.STOP);
    assertThat(options.bill()).hasToString("b.jsonl");
    assertThat(CommandLine.parse(new String[] {"--time-factor", "none"}).timeFactor())
        .isEqualTo(TimeFactor.noDelay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--listen 127.0.0.1",
        "--listen 127.0.0.1:99999",
        "--listen 127.0.0.1:many",
        "--seed x",
        "--time-factor 0",
        "--time-factor -3",
        "--time-factor NaN",
        "--time-factor quick",
        "--script /nowhere/at/all.json",
        "--on-disconnect perhaps",
        "--bogus 1",
        "--seed"
      })
  void a_bad_argument_is_named(String args) {
    String name = args.split(" ")[0];
    assertThatThrownBy(() -> CommandLine.parse(args.split(" ")))
        .isInstanceOf(CommandLine.BadArgument.class)
        .hasMessageStartingWith(name);
  }
}
