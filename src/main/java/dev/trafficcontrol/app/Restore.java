package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.adapter.sqlite.NativeLibrary;
import dev.trafficcontrol.adapter.sqlite.Restoration;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.Arguments;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.app.operation.Verb;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `restore`: puts a backup in the place of the home's database, which may be damaged, so that
/// nothing of it is opened before. Whoever opens this holds the home's lock.
///
/// The restored book is not worked on until its owner accepts it (`ledger accept-head`).
final class Restore implements HomeControl.Opened {

  private final Surroundings surroundings;
  private final Home home;
  private final Operations operations;

  Restore(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.home = surroundings.home();
    this.operations =
        new Operations(
            OwnerToken.read(home),
            List.of(
                new Verb(
                    "restore",
                    Verb.Access.OWNER,
                    Set.of("file"),
                    (arguments, _) -> Reply.done(restore(arguments)))));
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    return operations.ask(request, sender, live);
  }

  private Facts restore(Arguments arguments) {
    Path file = Path.of(arguments.text("file"));
    String environment = surroundings.configuration().environment();
    if (!Files.isRegularFile(file)) {
      throw refused(file, "There is no file of that name.", null);
    }
    NativeLibrary.unpackInto(home.unpacked());
    Instant now = surroundings.clock().instant();
    Stamp expected = new Stamp(environment, now, UUID.randomUUID().toString());
    try (Restoration restoration = Restoration.stage(home.directory(), file, expected)) {
      BookAudit.Finding.Sound sound = readThrough(restoration, file);
      restoration.beginRunsAfter(lastRun());
      Optional<Path> configuration = keepConfiguration(restoration);
      Optional<Path> replaced = restoration.putInPlace(now);
      return Facts.of(
          "home", home,
          "file", file,
          "environment", environment,
          "batches", sound.head().number(),
          "spent", sound.spent().toUsd(),
          "replaced", replaced,
          "configuration", configuration);
    } catch (DatabaseRefused unfit) {
      throw refused(file, "It " + unfit.why() + ".", unfit);
    }
  }

  private static BookAudit.Finding.Sound readThrough(Restoration restoration, Path file) {
    try {
      return sound(restoration, file);
    } catch (StoreUnavailable | LedgerUnavailable unreadable) {
      Throwable why = unreadable.getCause() == null ? unreadable : unreadable.getCause();
      throw refused(file, "It is damaged: " + why.getMessage() + ".", unreadable);
    }
  }

  /// Every page and every link of the chain is looked at before anything is replaced.
  private static BookAudit.Finding.Sound sound(Restoration restoration, Path file) {
    List<String> damages = restoration.database().damages();
    if (!damages.isEmpty()) {
      throw refused(file, "It is damaged: " + damages.getFirst() + ".", null);
    }
    try (SqliteBook book = restoration.book()) {
      return switch (BookAudit.audit(book)) {
        case BookAudit.Finding.Sound sound -> sound;
        case BookAudit.Finding.Damaged(_, String what, _) ->
            throw refused(file, "Its book can't be trusted: " + what + ".", null);
      };
    }
  }

  /// The highest number that a run of this home has had, by the folders they left.
  private long lastRun() {
    if (!Files.isDirectory(home.runs())) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(home.runs())) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches("R[0-9]{1,15}"))
          .mapToLong(name -> Long.parseLong(name.substring(1)))
          .max()
          .orElse(0);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The home's own stays as it is: it is the owner's latest word. Where the backup's is another,
  /// it is put beside.
  private Optional<Path> keepConfiguration(Restoration restoration) {
    Path beside = home.configuration().resolveSibling("trafficcontrol.yaml.from-backup");
    try {
      Optional<String> other = restoration.configuration();
      if (other.isEmpty() || other.get().equals(Files.readString(home.configuration()))) {
        return Optional.empty();
      }
      Files.writeString(beside, other.get());
      return Optional.of(beside);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static CommandFailed refused(Path file, String why, @Nullable RuntimeException cause) {
    Fault fault =
        Fault.failed(
            file + " was not restored", why, "Name another backup; the home was left as it is.");
    return cause == null ? new CommandFailed(fault) : new CommandFailed(fault, cause);
  }

  @Override
  public void close() {
    // the stage is gone already
  }
}
