package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Tab does after `trafficctl`.
class CompletionTest {

  @TempDir Path directory;

  private String completed(String... words) throws IOException, InterruptedException {
    Shell.Result script = new Shell(directory).runAsItIs("completion", "bash");
    assertThat(script.exit()).isZero();
    Path file = Files.writeString(directory.resolve("completion.bash"), script.out());
    String line = "trafficctl " + String.join(" ", words);
    String ask =
        ". '%s'; COMP_WORDS=(%s ''); COMP_CWORD=%d; COMP_LINE='%s '; COMP_POINT=${#COMP_LINE}; _complete_trafficctl; echo \"${COMPREPLY[@]}\""
            .formatted(file, line, words.length + 1, line);
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void bash_completes_commands_their_verbs_and_options() throws Exception {
    assertThat(completed().split("\\s+")).contains("start", "task", "ledger", "backup");
    assertThat(completed("task").split("\\s+")).contains("add", "import", "approve");
  }

  @Test
  void a_shell_that_is_not_known_is_refused() {
    assertThat(new Shell(directory).runAsItIs("completion", "fish").exit()).isEqualTo(2);
  }
}
