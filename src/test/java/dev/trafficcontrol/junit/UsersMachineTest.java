package dev.trafficcontrol.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.agents.AskingSamples;
import com.example.agents.EndingSamples;
import dev.trafficcontrol.app.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users' tests do to the machine they are run on.
class UsersMachineTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;
  private UsersJvm machine;

  @BeforeEach
  void set_up() {
    machine = new UsersJvm(folder);
  }

  @Test
  void tests_leave_neither_a_file_nor_a_setting_however_they_end() throws Exception {
    UsersJvm.Result result =
        machine.runs(
            CLASS_PATH,
            Map.of("ANTHROPIC_API_KEY", "sk-ant-real-one", "OPENAI_API_KEY", "sk-real-one"),
            EndingSamples.Ends.class.getName(),
            AskingSamples.WithAProcess.class.getName());

    assertThat(result.exit()).as(result.said()).isEqualTo(3);
    assertThat(result.said()).endsWith("3 passed\n").doesNotContain("sk-ant-real-one");
    machine.assertUntouched();
  }

  @Test
  void F84_tests_are_not_run_where_the_owners_home_could_be_written_to() throws Exception {
    Path owners = folder.resolve("owners");
    Shell shell = new Shell(owners);
    shell.facts("init", "--environment", "production");
    byte[] before = Files.readAllBytes(shell.home().database());

    UsersJvm.Result result =
        machine.runs(
            CLASS_PATH,
            Map.of("TRAFFICCONTROL_HOME", owners.toString()),
            EndingSamples.Ends.class.getName());

    assertThat(result.exit()).as(result.said()).isEqualTo(4);
    assertThat(result.said())
        .contains("TRAFFICCONTROL_HOME leads to the home in " + owners)
        .contains("env -u TRAFFICCONTROL_HOME");
    assertThat(Files.readAllBytes(shell.home().database())).isEqualTo(before);
    machine.assertUntouched();
  }
}
