package dev.trafficcontrol.adapter.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.alert.SampleMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of the owner's gets what there is to tell, and nothing else.
class CommandSinkTest {

  @TempDir Path folder;

  private Outcome run(String script, Duration within, Message message)
      throws IOException, InterruptedException {
    Path program = folder.resolve("tell");
    Files.writeString(program, "#!/bin/sh\ncd '" + folder + "'\n" + script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return new CommandSink(List.of(program.toString(), "-u", "normal"), List.of("PATH"), within)
        .deliver(message);
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void subject_and_text_are_arguments_and_the_text_is_the_input() throws Exception {
    Message message = SampleMessages.whole();
    assertThat(
            run(
                "printf '%s|' \"$1\" \"$2\" \"$3\" > words; printf %s \"$4\" > text; cat > input; env > variables",
                Duration.ofSeconds(20), message))
        .isEqualTo(new Outcome.Delivered());
    assertThat(file("words")).isEqualTo("-u|normal|production: CRITICAL budget-threshold|");
    assertThat(file("text")).contains("Spent: $9.10");
    assertThat(file("input")).isEqualTo(file("text"));
    assertThat(file("variables")).contains("PATH=").doesNotContain("HOME=");
  }

  @Test
  void what_an_agent_may_have_written_reaches_no_shell_and_is_no_option() throws Exception {
    Message message =
        new Message(
            "id",
            "--help; touch owned",
            List.of(
                new Alert(
                    "$(touch owned)",
                    Alert.Severity.INFO,
                    "x",
                    "`touch owned`\0" + "ü".repeat(20_000),
                    SampleMessages.NOON)),
            List.of());
    assertThat(run("printf %s \"$3\" > subject; cat > input", Duration.ofSeconds(20), message))
        .isEqualTo(new Outcome.Delivered());
    assertThat(file("subject")).startsWith(" --help; touch owned: INFO $(touch owned)");
    assertThat(folder.resolve("owned")).doesNotExist();
  }

  @Test
  void one_that_does_not_end_is_ended_with_all_it_started_and_tried_again() throws Exception {
    Outcome outcome = run("sleep 1000 & sleep 1000", Duration.ofSeconds(1), SampleMessages.whole());
    assertThat(outcome).isInstanceOf(Outcome.Later.class).asString().contains("did not end within");
    assertThat(ProcessHandle.current().descendants().map(ProcessHandle::info))
        .noneMatch(info -> info.commandLine().orElse("").contains("sleep 1000"));
  }

  @Test
  void one_that_fails_or_is_missing_says_so() throws Exception {
    assertThat(run("exit 3", Duration.ofSeconds(20), SampleMessages.whole()))
        .isInstanceOf(Outcome.Later.class)
        .asString()
        .contains("ended with status 3");
    Outcome missing =
        new CommandSink(
                List.of(folder.resolve("nothing").toString()), List.of(), Duration.ofSeconds(20))
            .deliver(SampleMessages.whole());
    assertThat(missing).isInstanceOf(Outcome.Refused.class).asString().contains("can't be started");
  }
}
