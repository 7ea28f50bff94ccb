package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.postgres.PostgresBook;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.LedgerCommand;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A node that makes no calls: it owns the one budget, and reads the book that the others write.
final class JudgeOfNodes implements AutoCloseable {

  private static final Money ROOM = Money.ofUsd("1");

  private final PostgresDatabase database;
  private final PostgresBook book;
  private final LedgerWriter ledger;
  private final KeySecret secret = secretOf(new SecureRandom());
  private Money limit = Money.ofUsd("8");

  JudgeOfNodes(Path folder, MortalPostgres postgres) throws IOException {
    Path home = Files.createDirectory(folder.resolve("judge"));
    database = PostgresDatabase.open(postgres.address("judge"), DoomedGateway.stamp());
    book = PostgresBook.open(database, home, Optional.empty());
    ledger = LedgerWriter.open(book, "judge", book.clock(), BookListener.NOBODY);
    for (Window window : List.of(Window.ROLLING_HOUR, Window.ROLLING_DAY)) {
      BudgetId global = new BudgetId(Scope.GLOBAL, window);
      ask(new SetBudget(global, Limit.UNLIMITED, "judge", "the key is attacked"));
    }
    ask(
        new MintKey(
            new Key(secret.id(), "attack", secret.hash(), null, null),
            Map.of(Window.TOTAL, Limit.of(limit)),
            "judge"));
  }

  /// What the agents of all nodes call with.
  KeySecret secret() {
    return secret;
  }

  /// The most that the budget ever allowed.
  Money limit() {
    return limit;
  }

  /// Raises the budget by a few calls.
  void giveRoom() {
    limit = limit.plus(ROOM);
    BudgetId budget = new BudgetId(Scope.of(ScopeKind.KEY, secret.id()), Window.TOTAL);
    ask(new SetBudget(budget, Limit.of(limit), "judge", "so that they go on"));
  }

  BookAudit.Finding.Sound audit(String when) {
    BookAudit.Finding finding = BookAudit.audit(book);
    assertThat(finding).as(when).isInstanceOf(BookAudit.Finding.Sound.class);
    return (BookAudit.Finding.Sound) finding;
  }

  HoldsInBook holds() {
    return HoldsInBook.of(book);
  }

  /// As often as it takes: the database may be on its way back.
  private void ask(LedgerCommand<?> command) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreException(LedgerUnavailable.class)
        .until(() -> {
          ledger.ask(command);
          return true;
        });
  }

  private static KeySecret secretOf(SecureRandom random) {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    random.nextBytes(randomness);
    return KeySecret.mint(randomness);
  }

  @Override
  public void close() {
    try (database;
        book) {
      ledger.close();
    }
  }
}
