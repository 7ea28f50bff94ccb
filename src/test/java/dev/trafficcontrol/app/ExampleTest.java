package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer can try without writing anything.
class ExampleTest {

  private static final String KEY = "sk-ant-simulated";

  @TempDir Path directory;

  private Shell shell;

  @BeforeEach
  void chooseHome() {
    shell =
        new Shell(directory.resolve("home"))
            .with("HOME", directory.toString())
            .with("TRAFFICCONTROL_ISOLATION", "none")
            .with("ANTHROPIC_API_KEY", KEY);
  }

  @Test
  void sample_tasks_wait_for_approval_also_where_there_is_a_key() {
    assertThat(shell.run("init", "--example").out()).contains("trafficctl task approve --all");

    assertThat(shell.facts("task", "list").objects("tasks"))
        .hasSize(3)
        .allSatisfy(task -> {
          assertThat(task.text("state")).isEqualTo("quarantined");
          assertThat(task.text("origin")).isEqualTo("demo");
        });
    shell.run("start", "--until-idle", "--yes");
    assertThat(shell.facts("run", "list").objects("runs")).isEmpty();
  }

  @Test
  void approved_ones_become_verified_branches_with_the_simulated_provider() {
    try (SimulatedProvider provider =
        SimulatedProvider.start(SimulatorOptions.defaults().withKey(KEY))) {
      shell.with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString());
      shell.facts("init", "--example");
      shell.facts("task", "approve", "--all");

      Shell.Result worked = shell.run("start", "--until-idle", "--yes");

      assertThat(worked.exit()).as(worked.toString()).isZero();
      assertThat(shell.facts("task", "list").objects("tasks"))
          .allSatisfy(task -> assertThat(task.text("state")).isEqualTo("review"));
      Facts accepted = shell.facts("review", "accept", "T1");
      assertThat(accepted.values()).isNotEmpty();
      assertThat(directory.resolve("home/example/docs/rain.md")).exists();
    }
  }

  @Test
  void production_gets_none() {
    Shell.Result refused = shell.run("init", "--example", "--environment", "production");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(shell.home().directory()).doesNotExist();
  }
}
