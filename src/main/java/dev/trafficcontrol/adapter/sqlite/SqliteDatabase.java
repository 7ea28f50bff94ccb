package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.adapter.sql.SqlWork;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The database of one home, open.
///
/// [#write] is one transaction at a time, in the order of asking; [#read] sees one snapshot. Both
/// throw [StoreUnavailable] where the store fails.
public final class SqliteDatabase implements HomeDatabase {

  private static final int PROBLEMS_SHOWN = 20;

  private final Path file;
  private final Stamp stamp;
  private final WriteConnection writer;
  private final ReadConnections readers;

  private SqliteDatabase(Path file, Stamp stamp) {
    this.file = file;
    this.stamp = stamp;
    this.writer = new WriteConnection(file);
    this.readers = new ReadConnections(file);
  }

  /// Opens `trafficcontrol.db` in `home`, creating both where they are missing.
  ///
  /// `ifNew` stamps a new database; one that exists must have its environment. Throws
  /// [DatabaseRefused] for a file this program must not touch.
  public static SqliteDatabase open(Path home, Stamp ifNew) {
    Path file = home.resolve(DatabaseFile.NAME);
    try {
      return new SqliteDatabase(file, DatabaseFile.prepare(home, ifNew));
    } catch (SQLException | IOException failed) {
      throw new StoreUnavailable(file + " can't be opened: " + DiskWords.of(failed), failed);
    }
  }

  @Override
  public Stamp stamp() {
    return stamp;
  }

  public Path file() {
    return file;
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    return writer.transaction(work);
  }

  @Override
  public <R> R takenBack(SqlWork<R> work) {
    return writer.takenBack(work);
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    return readers.snapshot(work);
  }

  /// What SQLite finds damaged in the whole file; empty where it is sound. Reads every page.
  @Override
  public List<String> damages() {
    return read(connection -> {
      List<String> damages = new ArrayList<>();
      try (Statement check = connection.createStatement();
          ResultSet rows = check.executeQuery("PRAGMA integrity_check(" + PROBLEMS_SHOWN + ")")) {
        while (rows.next()) {
          damages.add(rows.getString(1));
        }
      }
      return damages.equals(List.of("ok")) ? List.of() : damages;
    });
  }

  /// Copies the database as it is now into a file that must not exist yet.
  public void backup(Path target) {
    try {
      Migrations.copy(file, target);
    } catch (SQLException | IOException failed) {
      throw new StoreUnavailable("no backup was made at " + target + ": " + failed, failed);
    }
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
