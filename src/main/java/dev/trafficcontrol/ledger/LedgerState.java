package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the book's events add up to. Changed by [#apply] alone, so that replaying a book gives the
/// state that wrote it.
///
/// Not thread-safe: it belongs to the one writer, or to whoever replays.
public final class LedgerState {

  final Accounts accounts = new Accounts();
  final Holds holds = new Holds();
  final Access access = new Access();
  final Breakers breakers = new Breakers();
  private @Nullable KillSwitch kill;
  private Instant time = Instant.EPOCH;
  private int resets;
  private @Nullable ClockReading clock;
  private LedgerEvent.@Nullable Archived archived;

  /// The one over everything.
  public BreakerState breaker() {
    return breakers.of(Scope.GLOBAL);
  }

  @Nullable KillSwitch kill() {
    return kill;
  }

  /// How often a breaker was reset: numbers the trials.
  int resets() {
    return resets;
  }

  /// The clock as it was last noted or set.
  @Nullable ClockReading clock() {
    return clock;
  }

  /// What was said last of batches that were written into a file, or null where none were.
  LedgerEvent.@Nullable Archived archived() {
    return archived;
  }

  /// The time of the last batch. A batch never has an earlier one, but where the owner set the
  /// clock back.
  public Instant time() {
    return time;
  }

  public void apply(LedgerEvent event, Instant at) {
    bookedAt(at);
    switch (event) {
      case LedgerEvent.BudgetSet set -> accounts.setLimit(set.budget(), set.limit());
      case LedgerEvent.BudgetRaised raised -> accounts.raise(raised.budget(), raised.raise());
      case LedgerEvent.Held held -> hold(held, at);
      case LedgerEvent.Shrunk shrunk -> shrink(shrunk);
      case LedgerEvent.Settled settled -> end(holds.end(settled.id()), at, settled.cost());
      case LedgerEvent.Voided voided -> end(holds.end(voided.id()), at, Money.ZERO);
      case LedgerEvent.Expired expired -> expire(expired);
      case LedgerEvent.Corrected corrected -> correct(corrected, at);
      case LedgerEvent.KeyMinted minted -> access.mint(minted.key());
      case LedgerEvent.KeyRevoked gone -> access.revoke(gone.key());
      case LedgerEvent.AttemptOpened opened ->
          access.open(opened.task(), new Access.LiveAttempt(opened.run(), opened.token()));
      case LedgerEvent.AttemptClosed closed ->
          access.close(closed.task(), new Access.LiveAttempt(closed.run(), closed.token()));
      case LedgerEvent.BreakerTripped trip -> breakers.trip(trip, at);
      case LedgerEvent.BreakerReset reset -> reset(reset, at);
      case LedgerEvent.BreakerClosed closed -> breakers.close(closed);
      case LedgerEvent.Killed killed -> kill = new KillSwitch(killed.reason(), killed.by(), at);
      case LedgerEvent.Revived _ -> kill = null;
      case LedgerEvent.Switched _ -> {} // told, not obeyed: admission keeps its own state
      case LedgerEvent.ClockNoted noted -> clock = noted.reading();
      case LedgerEvent.ClockSet set -> set(set.to());
      case LedgerEvent.Checkpointed _ -> {} // for who opens the book
      case LedgerEvent.Archived old -> archived = old;
    }
  }

  /// About how many lines a [Snapshot] would have.
  long weight() {
    return holds.known() + accounts.count();
  }

  /// The rest of a [Snapshot].
  void restore(Instant at, int resetsBefore) {
    bookedAt(at);
    resets = resetsBefore;
  }

  private void bookedAt(Instant at) {
    time = at;
    accounts.bookedAt(at);
    holds.bookedAt(at);
  }

  private void set(ClockReading to) {
    clock = to;
    accounts.setBack(to.wall());
    holds.setBack(to.wall());
  }

  private void hold(LedgerEvent.Held held, Instant at) {
    holds.open(new Hold(held.id(), held.scope(), held.amount(), at, held.deadline(), held.node()));
    held.scope().scopes().forEach(scope -> accounts.account(scope).hold(held.amount()));
  }

  private void shrink(LedgerEvent.Shrunk shrunk) {
    Hold hold = holds.find(shrunk.id());
    if (hold == null || shrunk.amount().isMoreThan(hold.amount())) {
      throw new BrokenInvariant("hold " + shrunk.id() + " can't shrink to " + shrunk.amount());
    }
    Money freed = hold.amount().minus(shrunk.amount());
    hold.scope().scopes().forEach(scope -> accounts.account(scope).release(freed));
    holds.replace(hold.shrunkTo(shrunk.amount()));
  }

  private void end(Hold hold, Instant at, Money cost) {
    for (Scope scope : hold.scope().scopes()) {
      Account account = accounts.account(scope);
      account.release(hold.amount());
      account.spend(at, cost);
    }
  }

  private void expire(LedgerEvent.Expired expired) {
    Hold hold = holds.find(expired.id());
    holds.expire(expired.id(), expired.bookedAt(), expired.why());
    if (hold != null) {
      end(hold, expired.bookedAt(), expired.charged());
    }
  }

  private void correct(LedgerEvent.Corrected corrected, Instant at) {
    ExpiredHold known = holds.findExpired(corrected.id());
    holds.correct(
        corrected.id(),
        corrected.charged(),
        new ExpiredHold.Correction(corrected.actual(), corrected.by(), corrected.reason(), at));
    if (known == null) {
      return;
    }
    for (Scope scope : known.hold().scope().scopes()) {
      accounts.account(scope).correct(known.bookedAt(), corrected.charged(), corrected.actual());
    }
  }

  private void reset(LedgerEvent.BreakerReset reset, Instant at) {
    resets++;
    breakers.reset(reset, at);
  }
}
