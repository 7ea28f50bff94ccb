package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.adapter.sqlite.Backup;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// `backup`, and the answer of a home that is open to `restore`
public final class BackupOperations {

  private final Home home;
  private final HomeDatabase database;
  private final InstantSource clock;

  public BackupOperations(Home home, HomeDatabase database, InstantSource clock) {
    this.home = home;
    this.database = database;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.owned("backup", this::backup, "file", "replace"),
        Verb.owned("restore", this::restore, "file"));
  }

  private Facts backup(Arguments arguments) {
    Path file = Path.of(arguments.text("file")).normalize();
    Backup.IfThere ifThere =
        arguments.flag("replace") ? Backup.IfThere.REPLACE : Backup.IfThere.REFUSE;
    check(arguments, file, ifThere);
    if (!(database instanceof SqliteDatabase embedded)) {
      throw arguments.failed(
          "The database is a server's, which backs it up while it is used.",
          "pg_dump --format=custom --file=FILE DATABASE");
    }
    Instant now = clock.instant();
    Backup made = Backup.of(embedded, file, ifThere, new Backup.Extras(now, configuration()));
    return Facts.of("file", made.file(), "bytes", made.bytes(), "at", now);
  }

  private void check(Arguments arguments, Path file, Backup.IfThere ifThere) {
    Path folder = file.getParent();
    if (!file.isAbsolute() || folder == null) {
      throw arguments.bad("'" + file + "' is not the whole path of a file.");
    }
    if (!Files.isDirectory(folder)) {
      throw arguments.failed("There is no folder " + folder + ".", "mkdir -p " + folder);
    }
    if (home.directory().equals(folder)) {
      throw arguments.failed(
          "A backup in the home itself would be lost with it.", "Name a file in another folder.");
    }
    if (Files.isDirectory(file)) {
      throw arguments.failed(file + " is a folder.", "Name a file in it.");
    }
    if (ifThere == Backup.IfThere.REFUSE && Files.exists(file)) {
      throw arguments.failed(
          "There is a file " + file + " already.", "Name another one, or say --replace.");
    }
  }

  /// Names variables instead of keys, so it holds no secret; the owner's token is one, and stays.
  private String configuration() {
    try {
      return Files.readString(home.configuration());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Facts restore(Arguments arguments) {
    throw arguments.failed(
        "A daemon works in " + home + ", and would go on with the book it has.",
        "trafficctl stop, then restore again");
  }
}
