package dev.trafficcontrol.adapter.sqlite;

import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.inForeignHands;
import static dev.trafficcontrol.adapter.sqlite.SqliteDatabaseTest.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedDatabaseTest {

  @TempDir private Path home;
  private Path file;

  @BeforeEach
  void aDatabase() {
    file = home.resolve("trafficcontrol.db");
    SqliteDatabase.open(home, stamp("development", "D1")).close();
  }

  @Test
  void F85_a_database_of_another_environment_is_refused() throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> SqliteDatabase.open(home, stamp("production", "D2")))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("'development'")
        .hasMessageContaining("'production'")
        .hasMessageContaining("--home");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_database_of_another_program_is_refused() throws Exception {
    Files.delete(file);
    inForeignHands(file, "CREATE TABLE tasks (id INTEGER)", "PRAGMA user_version = 1");
    refused("belongs to another program");
  }

  @Test
  void a_newer_database_is_refused() throws Exception {
    inForeignHands(file, "PRAGMA user_version = " + (Schema.VERSION + 1));
    refused("newer version of TrafficControl");
  }

  @Test
  void a_newer_database_whose_version_is_still_in_its_log_is_refused() throws Exception {
    try (var keepsLog = Connections.writing(file)) {
      Connections.execute(keepsLog, "PRAGMA user_version = " + (Schema.VERSION + 1));
      assertThatThrownBy(this::open)
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("newer version of TrafficControl");
    }
  }

  @Test
  void a_database_with_a_second_name_is_refused() throws Exception {
    Path second = home.resolve("of-another-home.db");
    Files.createLink(second, file);
    refused("hard-linked");
    Files.delete(file);
    Files.createSymbolicLink(file, second);
    refused("symbolic link");
  }

  @Test
  void a_draft_that_a_death_left_is_removed_and_no_second_name() throws Exception {
    Path draft = Files.createLink(home.resolve(DatabaseFile.NAME + ".new-D0"), file);
    SqliteDatabase.open(home, stamp("development", "D1")).close();
    assertThat(draft).doesNotExist();
  }

  @Test
  void drafts_that_others_remove_meanwhile_are_in_nobodys_way() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> draftsComeAndGo =
          others.submit(() -> {
            for (int i = 0; !over.get(); i++) {
              Files.delete(Files.createFile(home.resolve(DatabaseFile.NAME + ".new-X" + i)));
            }
            return null;
          });
      try {
        for (int i = 0; i < 500; i++) {
          Files.createLink(home.resolve(DatabaseFile.NAME + ".new-D0"), file);
          FileLinks.check(file);
        }
      } finally {
        over.set(true);
      }
      draftsComeAndGo.get();
    }
  }

  @Test
  void text_an_empty_file_and_a_directory_are_refused() throws Exception {
    Files.writeString(file, "dear diary ".repeat(20));
    refused("is not a database");
    Files.writeString(file, "");
    refused("cut off, or empty");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("is not a file");
  }

  @Test
  void a_database_that_was_cut_off_is_refused() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {99, 100, 4_096, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused("is damaged");
    }
  }

  @Test
  void a_read_only_database_is_refused() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    refused("is read-only");
  }

  @Test
  void a_database_without_its_stamp_is_refused() throws Exception {
    inForeignHands(file, "DELETE FROM tc_meta");
    refused("has no stamp");
  }

  @Test
  void any_flipped_byte_of_the_header_opens_whole_or_is_refused() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < 100; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) 0xff;
      Files.write(file, flipped);
      try (SqliteDatabase database = open()) {
        assertThat(database.stamp()).as("byte %d", at).isEqualTo(stamp("development", "D1"));
      } catch (DatabaseRefused expected) {
        assertThat(expected).hasMessageContaining(": ");
        assertThat(Files.readAllBytes(file)).as("byte %d", at).isEqualTo(flipped);
      }
      Files.deleteIfExists(home.resolve("trafficcontrol.db-wal"));
      Files.deleteIfExists(home.resolve("trafficcontrol.db-shm"));
    }
  }

  @Test
  void damage_in_the_middle_is_found_by_the_full_check() throws Exception {
    try (SqliteDatabase database = open()) {
      database.write(c -> SqliteDatabaseTest.put(c, "long", "x".repeat(100_000)));
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int page = 4_096; page < bytes.length; page += 4_096) {
      bytes[page] ^= 0x15;
    }
    Files.write(file, bytes);
    try (SqliteDatabase database = open()) {
      assertThat(database.damages()).isNotEmpty();
    } catch (DatabaseRefused | StoreUnavailable alsoSaid) {
      assertThat(alsoSaid).hasMessageContaining("malformed");
    }
  }

  private SqliteDatabase open() {
    return SqliteDatabase.open(home, stamp("development", "D2"));
  }

  private void refused(String why) throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open).isInstanceOf(DatabaseRefused.class).hasMessageContaining(why);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }
}
