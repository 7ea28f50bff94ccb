package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Makes the attempt that `key` is bound to the live one of its task, and mints the key. An attempt
/// with a lower token can't spend from then on, nor can one that was closed, whatever ends later.
public record OpenAttempt(Key key) implements LedgerCommand<OpenAttempt.Reply> {

  public enum Reply {
    OPENED,
    /// This attempt has ended, or a later one of its task has begun.
    STALE
  }

  public OpenAttempt {
    Objects.requireNonNull(key.attempt(), "an attempt's key is bound to it");
  }

  @Override
  public Decision<Reply> decide(LedgerState state, Instant now) {
    AttemptBinding attempt = Objects.requireNonNull(key.attempt());
    if (state.access.isOver(attempt.task(), attempt.token())) {
      return Decision.nothingBut(Reply.STALE);
    }
    if (key.equals(state.access.find(key.id()))) {
      return Decision.nothingBut(Reply.OPENED);
    }
    return new Decision<>(
        List.of(
            new LedgerEvent.AttemptOpened(attempt.task(), attempt.run(), attempt.token()),
            new LedgerEvent.KeyMinted(key, "run " + attempt.run())),
        Reply.OPENED);
  }
}
