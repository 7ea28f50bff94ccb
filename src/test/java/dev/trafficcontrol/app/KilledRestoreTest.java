package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` in the middle: as soon as a file appears whose name shows how far it got. What must
/// hold holds whenever the kill comes.
class KilledRestoreTest {

  @TempDir Path directory;

  private Shell homeWithBackup(Path backup) {
    Shell shell = new Shell(directory.resolve("home")).with("HOME", directory.toString());
    assertThat(shell.run("init").exit()).isZero();
    shell.facts("project", "add", "web");
    shell.facts("task", "add", "Before", "--description", "x".repeat(10_000));
    shell.facts("backup", backup.toString());
    shell.facts("task", "add", "After");
    return shell;
  }

  /// Kills the command when a name that contains `mark` is in the folder, or lets it end.
  private void killedAt(String mark, Path folder, Shell shell, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--home", shell.home().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(shell.environment());
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("said").toFile());
    Process process = builder.start();
    try {
      while (process.isAlive() && !hasName(folder, mark)) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean hasName(Path folder, String mark) throws IOException {
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      return files.anyMatch(file -> file.getFileName().toString().contains(mark));
    } catch (java.io.UncheckedIOException removedMeanwhile) {
      return false;
    }
  }

  private static List<String> titles(Shell shell) {
    return shell.facts("task", "list").objects("tasks").stream()
        .map(task -> task.text("title"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restoring",
        "restoring/trafficcontrol.db",
        "restoring/book.head",
        ".replaced-",
        "nothing"
      })
  void leaves_the_old_database_or_the_new_one_in_doubt_and_can_be_given_again(String moment)
      throws Exception {
    Path backup = directory.resolve("night.db");
    Shell shell = homeWithBackup(backup);
    Path place = shell.home().directory().resolve(moment);
    String mark = moment.equals("nothing") ? "no such name" : place.getFileName().toString();

    killedAt(mark, Objects.requireNonNull(place.getParent()), shell, "restore", backup.toString());

    Shell.Result after = shell.run("task", "list", "--json");
    if (after.exit() == 0) {
      assertThat(titles(shell)).as("the old one").containsExactly("Before", "After");
    } else {
      assertThat(after.err()).as("the new one").contains("is a backup of", "accept-head");
      shell.facts("ledger", "accept-head");
      assertThat(titles(shell)).containsExactly("Before");
    }
    assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
    Facts again = shell.facts("restore", backup.toString());
    assertThat(Path.of(again.text("replaced"))).exists();
    shell.facts("ledger", "accept-head");
    assertThat(titles(shell)).containsExactly("Before");
    assertThat(shell.home().directory().resolve("restoring")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {".part", "new.db"})
  void a_backup_that_is_killed_leaves_a_whole_one_or_none(String mark) throws Exception {
    Path old = directory.resolve("night.db");
    Shell shell = homeWithBackup(old);
    Path folder = Files.createDirectory(directory.resolve("backups"));
    Path target = folder.resolve("new.db");

    killedAt(mark, folder, shell, "backup", target.toString());

    if (Files.exists(target)) {
      shell.facts("restore", target.toString());
      shell.facts("ledger", "accept-head");
    } else {
      shell.facts("backup", target.toString());
    }
    assertThat(titles(shell)).containsExactly("Before", "After");
  }
}
