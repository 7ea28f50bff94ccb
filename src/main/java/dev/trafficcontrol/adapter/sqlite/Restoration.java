package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.Meta;
import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A database on its way into a home: copied beside the one that is there, opened, checked and
/// migrated as if it were the home's, and then put in its place by one rename.
///
/// A death anywhere leaves the home with the old database or with the new one. Whoever restores
/// holds the home's lock.
public final class Restoration implements AutoCloseable {

  private static final String STAGE = "restoring";
  private static final String LOG = "-wal";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path home;
  private final Path stage;
  private final SqliteDatabase database;

  private Restoration(Path home, Path stage, SqliteDatabase database) {
    this.home = home;
    this.stage = stage;
    this.database = database;
  }

  /// Copies `from` beside the home's database and opens the copy. Throws [DatabaseRefused] where
  /// that is not a database this home could have.
  ///
  /// @param expected the environment it must have, and the time of a migration
  public static Restoration stage(Path home, Path from, Stamp expected) {
    Path stage = home.resolve(STAGE);
    try {
      remove(stage);
      Files.createDirectory(
          stage,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      boolean isStaged = false;
      try {
        copy(from, stage.resolve(DatabaseFile.NAME));
        SqliteDatabase database = SqliteDatabase.open(stage, expected);
        mark(database, from);
        isStaged = true;
        return new Restoration(home, stage, database);
      } finally {
        if (!isStaged) {
          remove(stage);
        }
      }
    } catch (IOException failed) {
      throw new StoreUnavailable(from + " can't be copied into " + stage + ": " + failed, failed);
    }
  }

  /// Closed with this.
  public SqliteDatabase database() {
    return database;
  }

  /// Its book, which says itself that it is in doubt.
  public SqliteBook book() {
    return SqliteBook.openInDoubt(database, stage, Optional.empty());
  }

  /// The configuration that came with it.
  public Optional<String> configuration() {
    return database.read(connection -> Meta.find(connection, Meta.CONFIGURATION));
  }

  /// Runs that the home had after the copy was made keep their numbers: their folders and branches
  /// are still there.
  public void beginRunsAfter(long token) {
    database.write(connection ->
        Sql.update(
            connection,
            "UPDATE tc_sequences SET value = max(value, ?) WHERE name = 'token'",
            token));
  }

  /// Puts it in the place of the home's, which is copied aside first.
  ///
  /// @return where the replaced one is kept; empty where there was none
  public Optional<Path> putInPlace(Instant now) {
    Path place = home.resolve(DatabaseFile.NAME);
    Path staged = stage.resolve(DatabaseFile.NAME);
    database.close();
    try {
      makeOneFile(staged);
      Backup.sync(staged);
      writeOutLog(place);
      Optional<Path> kept = keep(place, now);
      // A log that stayed is of a database that can't be opened: it must not meet the new one.
      Files.deleteIfExists(log(place));
      Files.deleteIfExists(place.resolveSibling(place.getFileName() + "-shm"));
      Files.move(staged, place, StandardCopyOption.ATOMIC_MOVE);
      DatabaseFile.sync(home);
      return kept;
    } catch (IOException | SQLException failed) {
      throw new StoreUnavailable(place + " was not replaced: " + failed, failed);
    }
  }

  /// Whatever made the copy: it is not the newest book until the owner says so.
  private static void mark(SqliteDatabase database, Path from) {
    database.write(connection -> {
      if (Meta.find(connection, Meta.DOUBT).isEmpty()) {
        Meta.put(
            connection,
            Meta.DOUBT,
            "was restored from "
                + from.getFileName()
                + ", and what was spent after that was made does not count in it");
      }
      return true;
    });
  }

  private static void makeOneFile(Path file) throws SQLException {
    try (Connection connection = Connections.preparing(file)) {
      Connections.execute(connection, "PRAGMA journal_mode = DELETE");
    }
  }

  /// So that the file is all there is of it. What can't be opened is kept with its log.
  private static void writeOutLog(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try (Connection connection = Connections.writing(file)) {
      Connections.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException damaged) {
      return;
    }
  }

  private Optional<Path> keep(Path file, Instant now) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Path kept = file.resolveSibling(file.getFileName() + ".replaced-" + TIME.format(now));
    copy(file, kept);
    DatabaseFile.sync(home);
    return Optional.of(kept);
  }

  /// With the log that belongs to it, if it has one.
  private static void copy(Path from, Path to) throws IOException {
    copyBytes(from, to);
    if (Files.exists(log(from))) {
      copyBytes(log(from), log(to));
    }
  }

  private static void copyBytes(Path from, Path to) throws IOException {
    Files.copy(from, to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
    Backup.sync(to);
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + LOG);
  }

  private static void remove(Path stage) throws IOException {
    if (!Files.exists(stage)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(stage)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(stage);
  }

  @Override
  public void close() {
    database.close();
    try {
      remove(stage);
    } catch (IOException failed) {
      throw new StoreUnavailable(stage + " can't be removed: " + failed, failed);
    }
  }
}
