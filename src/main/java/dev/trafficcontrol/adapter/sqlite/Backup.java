package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.Meta;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

/// A copy of a home's database in one file, taken while others write it.
///
/// It appears under its name when it is whole, checked and on the disk, and not before: a death
/// anywhere leaves what was there, and at most a draft beside it (`NAME….part`).
///
/// @param bytes how large the file is
public record Backup(Path file, long bytes) {

  /// What becomes of a file that has the name already.
  public enum IfThere {
    REFUSE,
    REPLACE
  }

  /// What goes into it beside the database.
  ///
  /// @param configuration the home's, as text; it has no secrets
  public record Extras(Instant at, String configuration) {}

  /// Throws [StoreUnavailable] where it can't be written; then no file of that name is new.
  ///
  /// @param target in a folder that exists
  public static Backup of(SqliteDatabase database, Path target, IfThere ifThere, Extras extras) {
    try {
      if (ifThere == IfThere.REFUSE && Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
      Path draft = Files.createTempFile(folder, target.getFileName().toString(), ".part");
      try {
        fill(draft, database.file(), extras);
        sync(draft);
        move(draft, target, ifThere);
        DatabaseFile.sync(folder);
      } finally {
        Files.deleteIfExists(draft);
      }
      return new Backup(target, Files.size(target));
    } catch (SQLException | IOException failed) {
      throw new StoreUnavailable("no backup was made at " + target + ": " + failed, failed);
    }
  }

  private static void fill(Path draft, Path database, Extras extras)
      throws SQLException, IOException {
    Migrations.copyInto(database, draft);
    try (Connection connection = Connections.preparing(draft)) {
      Meta.put(
          connection,
          Meta.DOUBT,
          "is a backup of " + extras.at() + ", and what was spent since does not count in it");
      Meta.put(connection, Meta.CONFIGURATION, extras.configuration());
      if (Connections.number(
              connection,
              "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
          > 0) {
        throw new IOException("the database is damaged; trafficctl doctor says where");
      }
    }
  }

  /// Two renames of the operating system: only the second overwrites.
  private static void move(Path draft, Path target, IfThere ifThere) throws IOException {
    switch (ifThere) {
      case REFUSE -> Files.move(draft, target);
      case REPLACE -> Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
