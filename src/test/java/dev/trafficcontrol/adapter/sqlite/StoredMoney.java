package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A ledger on the embedded store of a folder, with a key that spends.
final class StoredMoney implements AutoCloseable {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final String KEY = "K1";

  private final Random random = new Random();
  private final SqliteDatabase database;
  private final SqliteBook book;
  final LedgerWriter ledger;

  private StoredMoney(SqliteDatabase database, SqliteBook book, LedgerWriter ledger) {
    this.database = database;
    this.book = book;
    this.ledger = ledger;
  }

  /// Opens all of it, or nothing of it.
  static StoredMoney open(Path home) {
    SqliteDatabase database = SqliteBench.open(home);
    SqliteBook book = null;
    StoredMoney opened = null;
    try {
      book = SqliteBook.open(database, home);
      LedgerWriter ledger = LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
      opened = new StoredMoney(database, book, ledger);
      return opened;
    } finally {
      if (opened == null) {
        if (book != null) {
          book.close();
        }
        database.close();
      }
    }
  }

  void mint(String limit) {
    ledger.ask(
        new MintKey(
            new Key(KEY, "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd(limit))),
            "owner"));
  }

  synchronized HoldRequest call(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOW, bytes),
        KEY,
        List.of("claude-sonnet-5-5"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ZERO);
  }

  /// Holds and settles so much; false where the hold was not granted.
  boolean spend(String usd) throws InterruptedException {
    HoldRequest call = call(usd);
    if (!(ledger.hold(call) instanceof HoldReply.Held)) {
      return false;
    }
    ledger.settle(call.id(), call.amount(), null);
    return true;
  }

  @Override
  public void close() {
    ledger.close();
    book.close();
    database.close();
  }
}
