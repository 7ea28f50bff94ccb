package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home that is lost, and had from its backup again.
class BackupTest {

  @TempDir Path directory;

  private Shell shell;
  private Path backup;

  @BeforeEach
  void makeHome() {
    shell = new Shell(directory.resolve("home")).with("HOME", directory.toString());
    assertThat(shell.run("init").exit()).isZero();
    shell.facts("project", "add", "web");
    shell.facts("task", "add", "Before");
    backup = directory.resolve("night.db");
  }

  private void assertDemandsReconciliation(Shell home) {
    for (String command : List.of("gateway", "status")) {
      Shell.Result refused = home.run(command);
      assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.err()).contains("accept-head");
    }
  }

  private static List<String> titles(Shell home) {
    return home.facts("task", "list").objects("tasks").stream()
        .map(task -> task.text("title"))
        .toList();
  }

  private static void assertIsWhole(Shell home, String... titles) {
    assertThat(titles(home)).containsExactly(titles);
    assertThat(home.facts("ledger", "verify").truth("sound")).isTrue();
  }

  /// With its bytes, so that a refusal is seen to have changed none.
  private byte[] database() throws IOException {
    return Files.readAllBytes(shell.home().database());
  }

  private void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertNotRestored(Path file, String why) throws IOException {
    byte[] before = database();
    Shell.Result refused = shell.run("restore", file.toString());
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err()).contains(file.getFileName() + " was not restored", why);
    assertThat(database()).isEqualTo(before);
    assertIsWhole(shell, "Before");
    try (Stream<Path> left = Files.list(shell.home().directory())) {
      assertThat(left.map(Path::toString))
          .noneMatch(name -> name.contains("restoring") || name.contains("replaced"));
    }
  }

  @Test
  void a_restored_book_is_not_worked_on_until_its_owner_accepts_what_it_forgot() {
    shell.facts("backup", backup.toString());
    shell.facts("task", "add", "After");

    String said = shell.run("restore", backup.toString()).out();

    assertThat(said).contains("Restored", "accept-head", "is kept: ");
    assertDemandsReconciliation(shell);
    assertThat(shell.facts("ledger", "accept-head", "--reason", "disk broke").text("doubt"))
        .startsWith("is a backup of ");
    assertIsWhole(shell, "Before");
    assertThat(shell.facts("ledger", "accept-head").truth("accepted")).isFalse();
    assertThat(shell.run("ledger", "list").out()).contains("accepted-head", "disk broke");
  }

  @Test
  void a_backup_that_nothing_followed_demands_it_too_and_so_does_one_copied_in_by_hand()
      throws IOException {
    shell.facts("backup", backup.toString());
    shell.facts("restore", backup.toString());
    assertDemandsReconciliation(shell);

    Files.copy(backup, shell.home().database(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(
        shell.home().database(), PosixFilePermissions.fromString("rw-------"));
    assertDemandsReconciliation(shell);
  }

  @Test
  void a_backup_is_taken_of_a_daemon_at_work_and_not_put_back_under_one() throws Exception {
    shell.with("ANTHROPIC_API_KEY", "sk-ant-nobody");
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      assertThat(shell.facts("backup", backup.toString()).number("bytes"))
          .isEqualTo(Files.size(backup));
      Shell.Result refused = shell.run("restore", backup.toString());
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("A daemon works in", "trafficctl stop");
      shell.facts("stop");
      daemon.ended();
    }
    shell.facts("restore", backup.toString());
    shell.facts("ledger", "accept-head");
    assertIsWhole(shell, "Before");
  }

  @Test
  void a_backup_is_for_its_user_alone_and_overwrites_only_what_it_was_told_to() throws IOException {
    shell.facts("backup", backup.toString());
    assertThat(Files.getPosixFilePermissions(backup).toString()).doesNotContain("GROUP", "OTHERS");
    byte[] first = Files.readAllBytes(backup);
    shell.facts("task", "add", "After");

    assertThat(shell.run("backup", backup.toString()).err()).contains("already", "--replace");
    assertThat(Files.readAllBytes(backup)).isEqualTo(first);
    assertThat(shell.run("backup", directory.toString()).err()).contains("is a folder");
    assertThat(shell.run("backup", directory + "/no/night.db").err())
        .contains("There is no folder");
    assertThat(shell.run("backup", shell.home().database().toString(), "--replace").err())
        .contains("in the home itself");
    shell.facts("backup", backup.toString(), "--replace");
    shell.facts("restore", backup.toString());
    shell.facts("ledger", "accept-head");
    assertIsWhole(shell, "Before", "After");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void what_is_no_backup_of_this_home_is_refused_and_changes_nothing() throws Exception {
    shell.facts("backup", backup.toString());
    Path text = Files.writeString(directory.resolve("notes.txt"), "not a database\n".repeat(20));
    Path foreign = directory.resolve("foreign.db");
    execute(foreign, "CREATE TABLE things (name TEXT)");
    Path newer = Files.copy(backup, directory.resolve("newer.db"));
    execute(newer, "PRAGMA user_version = 9999");
    Path cut = directory.resolve("cut.db");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(backup), 40_000));
    Path damaged = Files.copy(backup, directory.resolve("damaged.db"));
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(new byte[9_000]);
    }
    Path forged = Files.copy(backup, directory.resolve("forged.db"));
    execute(forged, "DROP TRIGGER tc_batches_are_never_changed");
    execute(forged, "UPDATE tc_batches SET body = replace(body, '10.00', '99.00')");
    Path production = Files.copy(backup, directory.resolve("production.db"));
    execute(production, "UPDATE tc_meta SET value = 'production' WHERE name = 'environment'");

    assertNotRestored(directory.resolve("nowhere.db"), "There is no file");
    assertNotRestored(text, "is not a database");
    assertNotRestored(foreign, "belongs to another program");
    assertNotRestored(newer, "newer version");
    assertNotRestored(cut, "is damaged");
    assertNotRestored(damaged, "damaged");
    assertNotRestored(forged, "book can't be trusted");
    assertNotRestored(production, "stamped with environment 'production'");
  }

  @Test
  void the_replaced_database_is_kept_and_can_be_put_back() {
    shell.facts("backup", backup.toString());
    shell.facts("task", "add", "After");
    String kept = shell.facts("restore", backup.toString()).text("replaced");

    shell.facts("restore", kept);

    assertDemandsReconciliation(shell);
    shell.facts("ledger", "accept-head");
    assertIsWhole(shell, "Before", "After");
  }

  @Test
  void a_damaged_database_is_replaced_and_kept_as_it_was() throws IOException {
    shell.facts("backup", backup.toString());
    Files.writeString(shell.home().database(), "nothing is left of it\n");

    String kept = shell.facts("restore", backup.toString()).text("replaced");

    assertThat(Path.of(kept)).hasContent("nothing is left of it\n");
    shell.facts("ledger", "accept-head");
    assertIsWhole(shell, "Before");
  }

  @Test
  void another_machine_gets_the_book_the_configuration_beside_its_own_and_no_owners_token()
      throws IOException {
    Files.writeString(shell.home().configuration(), "capacity: { max-agents: 7 }\n");
    shell.facts("backup", backup.toString());
    Shell other =
        new Shell(directory.resolve("other")).with("HOME", directory.resolve("else").toString());
    assertThat(other.run("restore", backup.toString()).err()).contains("trafficctl init");
    other.run("init");
    String token = Files.readString(other.home().ownerToken());

    String beside = other.facts("restore", backup.toString()).text("configuration");

    assertThat(Path.of(beside)).hasContent("capacity: { max-agents: 7 }\n");
    assertDemandsReconciliation(other);
    other.facts("ledger", "accept-head");
    assertIsWhole(other, "Before");
    assertThat(other.home().ownerToken()).hasContent(token);
    String secret = Files.readString(shell.home().ownerToken());
    assertThat(Files.readString(backup, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
  }

  @Test
  void runs_that_came_after_the_backup_keep_their_numbers() throws Exception {
    shell.facts("backup", backup.toString());
    Files.createDirectories(shell.home().runs().resolve("R41"));

    shell.facts("restore", backup.toString());

    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + shell.home().database());
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT value FROM tc_sequences WHERE name = 'token'")) {
      assertThat(row.getLong(1)).isEqualTo(41);
    }
  }

  @Test
  void restoring_needs_the_owners_token() throws IOException {
    shell.facts("backup", backup.toString());
    Files.delete(shell.home().ownerToken());

    assertThat(shell.run("restore", backup.toString()).err()).contains("owner's token");
    assertThat(shell.run("backup", backup.toString(), "--replace").err()).contains("owner's token");
  }
}
