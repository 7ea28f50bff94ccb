package dev.trafficcontrol.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  LedgerEvent.Checkpointed note() {
    return new LedgerEvent.Checkpointed(head.number(), hash());
  }
}
