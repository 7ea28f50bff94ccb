package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that many nodes share, as far as a book can tell: one row at which they take turns,
/// a session that is ended where it sits on the row without a word, a clock of its own, standbys
/// that may lag. Time is virtual, and nothing here waits.
final class ClusterStore {

  /// As the server's `idle_in_transaction_session_timeout`.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

  private static final Instant START = Instant.parse("2026-11-02T12:00:00Z");

  /// A batch with the node that wrote it.
  record Written(String by, Batch batch) {}

  private record Late(ClusterBook who, Batch batch) {}

  private final List<Written> book = new ArrayList<>();
  private final Map<String, Head> homes = new HashMap<>();
  private final ClusterReferee referee;
  private Instant now = START;
  private Duration clockIsWrongBy = Duration.ZERO;
  private boolean isDown;
  private @Nullable ClusterBook atTheRow;
  private @Nullable Late late;
  private Instant lastWord = START;

  ClusterStore(ClusterReferee referee) {
    this.referee = referee;
  }

  /// The time as it is, which no node is told.
  Instant now() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
    if (late == null && !now.isBefore(lastWord.plus(LONGEST_SILENCE))) {
      atTheRow = null;
    }
  }

  Instant clock() {
    return now.plus(clockIsWrongBy);
  }

  Duration clockIsWrongBy() {
    return clockIsWrongBy;
  }

  void setClock(Duration wrongBy) {
    clockIsWrongBy = wrongBy;
  }

  void setDown(boolean down) {
    isDown = down;
    if (down) {
      endSessions();
    }
  }

  boolean isDown() {
    return isDown;
  }

  Head head() {
    return book.isEmpty() ? Head.EMPTY : book.getLast().batch().head();
  }

  List<Written> book() {
    return book;
  }

  /// What a node's home says of the book, kept by nobody but that home.
  Head home(String node) {
    return homes.getOrDefault(node, Head.EMPTY);
  }

  void keepAtHome(String node, Head head) {
    homes.put(node, head);
  }

  boolean contains(Head head) {
    return head.equals(Head.EMPTY)
        || (head.number() <= book.size()
            && book.get((int) head.number() - 1).batch().head().equals(head));
  }

  /// Takes the row; whoever sits on it is waited for until its session is ended.
  void lock(ClusterBook who) {
    answer();
    doWhatIsLate();
    if (atTheRow != null) {
      advance(Duration.between(now, lastWord.plus(LONGEST_SILENCE)));
    }
    atTheRow = who;
    lastWord = now;
  }

  /// One more statement of whoever has the row.
  void word(ClusterBook who) {
    answer();
    if (atTheRow != who) {
      throw new LedgerUnavailable("terminating connection due to idle-in-transaction timeout");
    }
    lastWord = now;
  }

  void release(ClusterBook who) {
    if (atTheRow == who && late == null) {
      atTheRow = null;
    }
  }

  void read(long after, Consumer<Batch> reader) {
    answer();
    List.copyOf(book).stream().skip(after).forEach(written -> reader.accept(written.batch()));
  }

  void commit(ClusterBook who, Batch batch) {
    word(who);
    add(who, batch);
  }

  /// The commit has arrived, and its client is gone: it is done before anybody else has the row,
  /// and nobody sees it before.
  void commitLate(ClusterBook who, Batch batch) {
    word(who);
    late = new Late(who, batch);
  }

  private void doWhatIsLate() {
    Late commit = late;
    if (commit != null) {
      late = null;
      add(commit.who(), commit.batch());
    }
  }

  private void add(ClusterBook who, Batch batch) {
    if (!batch.follows(head())) {
      referee.broken(who.node() + " decided by another book than the one at whose end it writes");
      throw new LedgerUnavailable("the batch does not follow the head");
    }
    book.add(new Written(who.node(), batch));
    atTheRow = null;
    referee.committed(who, batch);
  }

  /// A standby takes over that had not heard of the last batches.
  List<Written> failOver(int lost) {
    List<Written> forgotten = book.subList(book.size() - lost, book.size());
    List<Written> copy = List.copyOf(forgotten);
    forgotten.clear();
    endSessions();
    return copy;
  }

  private void endSessions() {
    atTheRow = null;
    late = null;
  }

  private void answer() {
    if (isDown) {
      throw new LedgerUnavailable("connection refused");
    }
  }
}
