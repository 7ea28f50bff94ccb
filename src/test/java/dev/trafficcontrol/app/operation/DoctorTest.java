package dev.trafficcontrol.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  @TempDir Path folder;
  private StartRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new StartRig(folder);
    rig.install("git");
    mode("rwx------");
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(rig.home, PosixFilePermissions.fromString(mode));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_sound_home_is_told_line_by_line_with_every_setting_and_its_origin() {
    rig.variables.put("TRAFFICCONTROL_CAPACITY_MAX_AGENTS", "3");
    assertThat(rig.run("doctor")).as(rig.out + rig.err).isZero();
    assertThat(rig.out)
        .contains("✓ Isolation", "the sandbox works")
        .contains("⚠ Agent claude-code", "'claude', is missing", "npm install -g")
        .contains("✓ Alerts", "trafficctl alerts list")
        .containsPattern("capacity.max-agents +3 +\\$TRAFFICCONTROL_CAPACITY_MAX_AGENTS")
        .containsPattern("agents.worker.command\\[0\\] +worker +trafficcontrol.yaml line 3")
        .containsPattern("isolation +sandbox +default")
        .endsWith("Ready, with one warning: see the line with ⚠.\n");
  }

  @Test
  void only_where_nothing_was_found_it_says_that_nothing_stands_in_the_way() {
    rig.install("claude");
    assertThat(rig.run("doctor")).isZero();
    assertThat(rig.out).doesNotContain("⚠").endsWith("Nothing stands in the way.\n");
  }

  @Test
  void a_home_without_any_provider_is_not_ready() {
    rig.variables.remove("ANTHROPIC_API_KEY");
    assertThat(rig.run("doctor")).isEqualTo(1);
    assertThat(rig.out).contains("✗ Provider anthropic").endsWith("see the lines with ✗.\n");
  }

  @Test
  void a_key_is_never_printed() {
    rig.run("doctor");
    assertThat(rig.out + rig.err)
        .contains("$ANTHROPIC_API_KEY (set, not shown)")
        .doesNotContain("sk-never-printed");
    rig.run("doctor", "--json");
    assertThat(rig.out + rig.err).doesNotContain("sk-never-printed");
  }

  @Test
  void settings_that_lie_there_for_another_environment_are_warned_of() throws IOException {
    Files.writeString(rig.home.resolve("trafficcontrol.prodution.yaml"), "");
    assertThat(rig.run("doctor")).isZero();
    assertThat(rig.out)
        .contains("⚠ Settings")
        .contains("not read in environment development: trafficcontrol.prodution.yaml");
    Files.writeString(rig.home.resolve("trafficcontrol.development.yaml"), "");
    Files.delete(rig.home.resolve("trafficcontrol.prodution.yaml"));
    rig.run("doctor");
    assertThat(rig.out)
        .contains("✓ Settings")
        .contains("trafficcontrol.yaml and over it trafficcontrol.development.yaml");
  }

  @Test
  void what_is_unsafe_or_missing_fails_the_command_and_names_the_fix() throws IOException {
    rig.sandbox = new SandboxProbe.Finding.Unavailable("no namespaces", "allow namespaces");
    rig.ledger.ask(new TripBreaker(TripKind.SOFT, "it smelt odd", "olive"));
    rig.run(
        "budget", "set", "--scope", "global", "--window", "rolling-day", "--limit", "unlimited");
    rig.variables.remove("ANTHROPIC_API_KEY");
    mode("rwxr-x---");
    assertThat(rig.run("doctor")).isEqualTo(1);
    assertThat(rig.out)
        .contains("✗ Isolation", "allow namespaces")
        .contains("✗ Breaker", "it smelt odd", "trafficctl breaker reset")
        .contains("⚠ Budgets", "unlimited: global/rolling-day")
        .contains("switched off: $ANTHROPIC_API_KEY is not set")
        .contains("✗ Home", "chmod go-rwx " + rig.home)
        .endsWith("Not ready: see the lines with ✗.\n");
  }

  @Test
  void a_burn_limit_over_what_is_not_there_is_warned_of_by_its_name() {
    rig.stores
        .projects()
        .add(
            Project.of(
                new ProjectName("shop"),
                Workspace.EMPTY,
                new AgentChoice("worker", "claude-sonnet-5-5")),
            StartRig.NOON);
    rig.yaml +=
        """
        breaker:
          parts:
            - project:shop=2
            - project:shp=2
            - model:claude-sonnet-4-0=2
            - model:claude-sonet-4=2
            - key:nobody=2
        """;
    assertThat(rig.run("doctor")).as(rig.out + rig.err).isZero();
    assertThat(rig.out)
        .contains(
            "a limit over project:shp, which is not there: it guards nothing",
            "a limit over model:claude-sonet-4, which is not there",
            "a limit over key:nobody, which is not there")
        .contains("trafficctl project list")
        .doesNotContain("over project:shop,", "over model:claude-sonnet-4-0,");
  }
}
