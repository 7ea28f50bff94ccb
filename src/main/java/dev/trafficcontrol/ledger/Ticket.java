package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One thing a caller waits for. Completed by the writer alone, and only after what it says is
/// durable.
sealed interface Ticket {

  void fail(LedgerUnavailable why);

  /// A request for a hold.
  final class ForHold implements Ticket {
    final HoldRequest request;
    final CompletableFuture<HoldReply> reply = new CompletableFuture<>();

    /// When it was first seen: its place in line survives a store that failed meanwhile.
    @Nullable Instant since;

    /// What was decided for this very request, and is not known to be durable. Where the book has
    /// it after all, that is the first answer; any other hold of the id is somebody else's.
    @Nullable Hold granted;

    ForHold(HoldRequest request) {
      this.request = request;
    }

    @Override
    public void fail(LedgerUnavailable why) {
      reply.complete(
          new HoldReply.Refused(new Refusal.Unavailable(String.valueOf(why.getMessage()))));
    }
  }

  /// The caller of a hold is gone.
  final class Leave implements Ticket {
    final ForHold left;
    final CompletableFuture<Boolean> reply = new CompletableFuture<>();

    Leave(ForHold left) {
      this.left = left;
    }

    @Override
    public void fail(LedgerUnavailable why) {
      reply.complete(false);
    }
  }

  /// Any other command.
  final class ForCommand<R> implements Ticket {
    final LedgerCommand<R> command;
    final Owed owed;
    final CompletableFuture<R> reply = new CompletableFuture<>();
    private @Nullable R decided;

    ForCommand(LedgerCommand<R> command, Owed owed) {
      this.command = command;
      this.owed = owed;
    }

    void decide(LedgerCore core, Instant now) {
      decided = core.decide(command, now);
    }

    void complete() {
      reply.complete(decided);
    }

    @Override
    public void fail(LedgerUnavailable why) {
      reply.completeExceptionally(why);
    }
  }

  /// What happens to a command that can't be written.
  enum Owed {
    /// It fails, and its caller decides.
    NO,
    /// It is tried again until it is written, and no hold is granted before: it is the truth about
    /// money spent.
    YES
  }
}
