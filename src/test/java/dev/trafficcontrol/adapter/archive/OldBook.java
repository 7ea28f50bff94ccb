package dev.trafficcontrol.adapter.archive;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A hundred days of a book, written in memory first: the clock of a database can't be set.
///
/// $3 and a call of unknown outcome ($1) a hundred days ago, $0.5 eighty days ago over a call that
/// was open meanwhile, $2 forty days ago, $5 ten minutes ago.
public final class OldBook {

  private static final String KEY = "K1";
  public static final Money SPENT = Money.ofUsd("11.5");

  private final MemoryBook memory = new MemoryBook();
  private final Instant now;
  final HoldId unknown;

  /// The call of eighty days ago was open then.
  final Instant inFlight;

  private final Random random = new Random(11);
  private volatile Instant clock;

  public OldBook(Instant now) throws InterruptedException {
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
    this.clock = daysAgo(100);
    try (LedgerWriter ledger = LedgerWriter.open(memory, () -> clock, BookListener.NOBODY)) {
      ledger.ask(
          new MintKey(
              new Key(KEY, "test", new SecretHash("1".repeat(64)), null, null), Map.of(), "owner"));
      spend(ledger, "3");
      HoldRequest lost = request("1");
      unknown = lost.id();
      ledger.hold(lost);
      ledger.expire(unknown, "the provider was lost");
      clock = daysAgo(80);
      HoldRequest open = request("0.7");
      ledger.hold(open);
      clock = daysAgo(80).plusSeconds(60);
      inFlight = clock;
      ledger.settle(open.id(), Money.ofUsd("0.5"), null);
      clock = daysAgo(40);
      spend(ledger, "2");
      clock = this.now.minusSeconds(600);
      spend(ledger, "5");
    }
  }

  public Instant daysAgo(int days) {
    return now.minus(Duration.ofDays(days));
  }

  private HoldRequest request(String usd) {
    return request(usd, clock);
  }

  public HoldRequest request(String usd, Instant at) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(at, bytes),
        KEY,
        List.of("claude-sonnet-5-5"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ZERO);
  }

  private void spend(LedgerWriter ledger, String usd) throws InterruptedException {
    HoldRequest call = request(usd);
    ledger.hold(call);
    ledger.settle(call.id(), Money.ofUsd(usd), null);
  }

  public Book memory() {
    return memory;
  }

  /// Every batch as it is, into a book that has none.
  public void copyInto(Book book) {
    memory.replay(batch -> {
      try (Book.Turn turn = book.turn()) {
        turn.append(batch, List.of());
      }
    });
  }
}
