package dev.trafficcontrol.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// What a book adds up to at one of its batches, so that whoever opens it need not read all that
/// came before.
///
/// It is believed only where the book itself has its hash in a later batch
/// ([LedgerEvent.Checkpointed]): then it is covered by the chain as the events are that it stands
/// for, and an audit adds those up again.
///
/// @param head of the batch it follows
/// @param body a [Snapshot] as JSON
public record Checkpoint(Head head, String body) {

  static Checkpoint of(Head head, LedgerState state) {
    return new Checkpoint(head, EventCodec.write(Snapshot.of(state)));
  }

  /// SHA-256 over the body.
  public String hash() {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /// The book's time there.
  ///
  /// Throws [BrokenInvariant] where the body can't be read.
  public Instant at() {
    return EventCodec.readSnapshot(body).at();
  }

  /// Whether a state that was added up from the events is the one that is written here; also where
  /// an earlier version of this program wrote it in other words.
  boolean isOf(LedgerState state) {
    return EventCodec.readSnapshot(body).equals(Snapshot.of(state));
  }

  /// What the book says once the batches up to here stand in a file.
  LedgerEvent.Archived archivedInto(String file, String by) {
    return new LedgerEvent.Archived(head.number(), at(), hash(), file, by);
  }

  /// Whether `event` says that the book may begin with it.
  boolean isBaseBy(LedgerEvent event) {
    return event instanceof LedgerEvent.Archived archived
        && archived.batch() == head.number()
        && archived.hash().equals(hash());
  }

  /// What is thrown where no event says so.
  BrokenInvariant unfounded() {
    return new BrokenInvariant(
        "the book begins after batch %d, and nothing in it vouches for what it says the batches before add up to"
            .formatted(head.number()));
  }

  LedgerEvent.Checkpointed note() {
    return new LedgerEvent.Checkpointed(head.number(), hash());
  }
}
