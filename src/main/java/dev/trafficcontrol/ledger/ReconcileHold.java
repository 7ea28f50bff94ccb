package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's word for what an expired hold really cost. It counts where the expiry did, and the
/// book keeps both.
///
/// Said again in the same words it changes nothing, so that whoever did not hear the answer may ask
/// again. What was corrected is corrected again only by naming what it counts as now: of two people
/// who correct at once, the second learns of the first.
///
/// @param insteadOf what the hold counts as now, or null for a hold that nobody has corrected
public record ReconcileHold(
    HoldId id, Money cost, @Nullable Money insteadOf, String by, String reason)
    implements LedgerCommand<ReconcileReply> {

  @Override
  public Decision<ReconcileReply> decide(LedgerState state, Instant now) {
    Hold open = state.holds.find(id);
    if (open != null) {
      return Decision.nothingBut(new ReconcileReply.StillOpen(open));
    }
    ExpiredHold expired = state.holds.findExpired(id);
    if (expired == null || expired.isMetered()) {
      return Decision.nothingBut(new ReconcileReply.NotUnknown(id));
    }
    if (isSaidAlready(expired)) {
      return Decision.nothingBut(new ReconcileReply.Reconciled(expired, expired.charged()));
    }
    if (!isAbout(expired)) {
      return Decision.nothingBut(new ReconcileReply.CountsOtherwise(expired));
    }
    List<LedgerEvent> events = new ArrayList<>();
    events.add(new LedgerEvent.Corrected(id, expired.charged(), cost, null, by, reason));
    events.addAll(Overrun.events(expired.hold(), cost, state, now));
    return new Decision<>(
        events,
        new ReconcileReply.Reconciled(
            expired.correctedBy(new ExpiredHold.Correction(cost, by, reason, now)),
            expired.charged()));
  }

  private boolean isSaidAlready(ExpiredHold expired) {
    ExpiredHold.Correction last = expired.correction();
    return last != null
        && last.actual().equals(cost)
        && by.equals(last.by())
        && reason.equals(last.reason());
  }

  private boolean isAbout(ExpiredHold expired) {
    return insteadOf == null ? expired.correction() == null : insteadOf.equals(expired.charged());
  }
}
