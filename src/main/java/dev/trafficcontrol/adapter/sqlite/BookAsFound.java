package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.BookReader;
import dev.trafficcontrol.adapter.sql.Checkpoints;
import dev.trafficcontrol.adapter.sql.Meta;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.SoleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The book as a home's database has it, in whatever state that is: for whoever asks how far it can
/// be believed. Leaves the file as it is, and asks nothing of it that [SqliteDatabase#open] does.
public final class BookAsFound implements SoleBook {

  private final Path file;

  public BookAsFound(Path home) {
    this.file = home.resolve(DatabaseFile.NAME);
  }

  /// Of what can be read; throws [LedgerUnavailable] where that is not all of it.
  @Override
  public Head head() {
    Head[] last = {Head.EMPTY};
    replay(batch -> last[0] = batch.head());
    return last[0];
  }

  /// Throws [LedgerUnavailable] at the first place that can't be read, after all that stands before
  /// it was handed over.
  @Override
  public void replay(Head known, Consumer<Batch> reader) {
    if (!Files.isRegularFile(file)) {
      throw new LedgerUnavailable("there is no database " + file);
    }
    try (Connection connection = Connections.looking(file)) {
      refuseOlder(Connections.number(connection, "PRAGMA user_version"));
      BookReader.forEach(connection, known.number(), reader);
    } catch (SQLException failed) {
      throw new LedgerUnavailable(
          "the rest of " + file + " can't be read: " + failed.getMessage(), failed);
    }
  }

  /// Before that schema an event was a row; what opens the database migrates it.
  private void refuseOlder(long version) {
    if (version > 0 && version < Schema.A_ROW_A_BATCH) {
      throw new LedgerUnavailable(
          file + " was written by an older version of this program: trafficctl status migrates it");
    }
  }

  @Override
  public Optional<Checkpoint> base() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Connection connection = Connections.looking(file)) {
      return Connections.number(connection, "PRAGMA user_version") < Schema.ARCHIVES
          ? Optional.empty()
          : Checkpoints.base(connection);
    } catch (SQLException failed) {
      throw new LedgerUnavailable(
          "what the book in " + file + " begins after can't be read: " + failed.getMessage(),
          failed);
    }
  }

  /// What the database calls itself; empty where it can't say.
  public Optional<String> databaseId() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Connection connection = Connections.looking(file)) {
      return Meta.find(connection, Meta.DATABASE_ID);
    } catch (SQLException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    return Optional.empty();
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    throw new LedgerUnavailable("this book is only looked at");
  }

  @Override
  public void append(Batch batch, List<BudgetView> touched) {
    throw new LedgerUnavailable("this book is only looked at");
  }
}
