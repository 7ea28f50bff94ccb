package dev.trafficcontrol.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/// What a test is given of its own never touches what is others', and goes in one piece.
class StageTest {

  private static final Order USUAL = new Order(Money.ofUsd("1"), "", Check.BILL_IS_BOOK);

  @TempDir Path folder;

  @Test
  void F84_a_home_that_is_there_production_and_a_named_database_keep_tests_from_running()
      throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.createFile(home.resolve("trafficcontrol.yaml"));
    Path inIt = Files.createDirectory(home.resolve("tmp"));

    assertRefuses(
        new Machine(Map.of("TRAFFICCONTROL_HOME", home.toString()), folder),
        "TRAFFICCONTROL_HOME leads to the home in " + home,
        "env -u TRAFFICCONTROL_HOME");
    assertRefuses(
        new Machine(Map.of("TRAFFICCONTROL_ENVIRONMENT", "production"), folder),
        "TRAFFICCONTROL_ENVIRONMENT is production",
        "env -u TRAFFICCONTROL_ENVIRONMENT");
    assertRefuses(
        new Machine(Map.of("TRAFFICCONTROL_DATABASE", "jdbc:postgresql://db/tc"), folder),
        "TRAFFICCONTROL_DATABASE names a database",
        "env -u TRAFFICCONTROL_DATABASE");
    assertRefuses(new Machine(Map.of(), inIt), "lies in the home in " + home, "java.io.tmpdir");
    assertThat(folder).as("nothing was made").isDirectoryNotContaining("glob:**/trafficcontrol-*");
    assertThat(home).isDirectoryNotContaining("glob:**/{daemon,owner}.*");
  }

  @Test
  void F76_the_keys_of_this_machine_are_not_in_the_environment_of_an_agent() {
    Machine machine =
        new Machine(
            Map.of("ANTHROPIC_API_KEY", "sk-ant-real-one", "AWS_SECRET_ACCESS_KEY", "real"),
            folder);
    try (Stage stage = Stage.open(USUAL, machine)) {
      assertThat(stage.environment())
          .containsEntry("ANTHROPIC_API_KEY", stage.key())
          .doesNotContainKey("AWS_SECRET_ACCESS_KEY")
          .doesNotContainValue("sk-ant-real-one");
      assertThat(stage.key()).startsWith("tck_dev");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_set_up_that_fails_at_the_script_leaves_nothing() {
    Order wrong = new Order(USUAL.limit(), "{}", USUAL.check());

    assertThatThrownBy(() -> Stage.open(wrong, new Machine(Map.of(), folder)))
        .isInstanceOf(RuntimeException.class);
    assertThat(folder).isEmptyDirectory();
  }

  /// A socket's path has about a hundred characters at most, and opening it is the daemon's last
  /// step.
  @Test
  void a_set_up_that_fails_at_its_last_step_leaves_nothing() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("d".repeat(100)));

    assertThatThrownBy(() -> Stage.open(USUAL, new Machine(Map.of(), deep)))
        .hasMessageContaining("control.sock");
    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void an_interrupted_thread_gives_everything_back_and_stays_interrupted() {
    Stage stage = Stage.open(USUAL, new Machine(Map.of(), folder));
    Sightings.note(stage);

    Thread.currentThread().interrupt();
    stage.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Sightings.take()).hasSize(1).allSatisfy(Sightings.Sighting::assertIsGone);
  }

  @Test
  void its_folder_is_removed_with_what_is_read_only_and_without_what_links_lead_to()
      throws IOException {
    Path others = Files.createDirectory(folder.resolve("others"));
    Path kept = Files.createFile(others.resolve("kept"));
    Path below = Files.createDirectory(folder.resolve("tmp"));
    TestFolder own = TestFolder.make(below);
    Path closed = Files.createDirectory(own.userHome().resolve("cache"));
    Files.createFile(closed.resolve("file"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.createSymbolicLink(own.userHome().resolve("link"), others);
    Files.createSymbolicLink(own.userHome().resolve("dangling"), Path.of("nowhere"));

    own.close();

    assertThat(below).isEmptyDirectory();
    assertThat(kept).exists();
  }

  @Test
  void what_can_not_be_given_back_keeps_nothing_else_and_is_told() {
    StringBuilder given = new StringBuilder();
    Belongings all = new Belongings();
    all.add(() -> given.append("first "));
    all.add(() -> {
      throw new IOException("the disk is gone");
    });
    all.add(() -> given.append("third "));

    assertThatThrownBy(all::close)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("the disk is gone");
    assertThat(given).hasToString("third first ");
  }

  private static void assertRefuses(Machine machine, String why, String fix) {
    assertThatThrownBy(() -> Stage.open(USUAL, machine))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("The test was not run")
        .hasMessageContaining(why)
        .hasMessageContaining(fix);
  }
}
