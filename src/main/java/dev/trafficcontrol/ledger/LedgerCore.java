package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledger without disk, threads or clock: decides one step at a time, and keeps what the step
/// changed until it is taken to be written. Simulation and rehearsal run this very class.
///
/// What a step decided counts for the next decision of the same step, and must not be told to
/// anybody before it is durable.
public final class LedgerCore {

  /// How long the writer may sleep although nothing is due: a bound on every mistake about what is
  /// due.
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  /// What one step changed.
  ///
  /// @param touched the budgets whose balance or limit it may have changed, as they stand after it
  public record Step(List<LedgerEvent> events, List<BudgetView> touched) {

    /// Set by the owner in this step: then the step is the first of that time.
    Optional<Instant> newTime() {
      return events.stream()
          .filter(LedgerEvent.ClockSet.class::isInstance)
          .map(event -> ((LedgerEvent.ClockSet) event).to().wall())
          .findFirst();
    }
  }

  private final LedgerState state = new LedgerState();
  private final WaitingRoom room;
  private List<LedgerEvent> events = new ArrayList<>();
  private BudgetsTouched touched = new BudgetsTouched();

  /// Of a book that one node has for itself.
  public LedgerCore() {
    this(null);
  }

  /// @param node whose decisions these are, where several share the book
  public LedgerCore(@Nullable String node) {
    this.room = new WaitingRoom(node);
  }

  /// Takes over what a book says happened.
  public void replay(LedgerEvent event, Instant at) {
    state.apply(event, at);
  }

  public LedgerState state() {
    return state;
  }

  public <R> R decide(LedgerCommand<R> command, Instant now) {
    Decision<R> decision = command.decide(state, now);
    decision.events().forEach(event -> record(event, now));
    return decision.reply();
  }

  /// Puts a request in line; [#pass] answers it, at once where there is room.
  void enter(HoldRequest request, Instant since) {
    room.enter(request, since);
  }

  void leave(HoldId id) {
    room.leave(id);
  }

  /// Answers everybody in line who need not wait any longer.
  void pass(Instant now, Answer answer) {
    room.pass(
        state,
        now,
        (request, verdict) -> {
          if (verdict instanceof HoldVerdict.Granted granted) {
            granted.events().forEach(event -> record(event, now));
            assertWithinLimits(granted.hold(), now);
          }
          answer.give(request, verdict);
        });
  }

  /// Told by [#pass]; a grant counts only once the step is durable.
  interface Answer {
    void give(HoldRequest request, HoldVerdict verdict);
  }

  /// Expires what is past its deadline.
  void expireOverdue(Instant now) {
    state
        .holds
        .pastDeadline(now)
        .forEach(id -> decide(new ExpireHold(id, ExpireHold.DEADLINE), now));
  }

  /// What the step changed; the next step begins.
  Step takeStep(Instant now) {
    Step step = new Step(List.copyOf(events), touched.views(state, now));
    events = new ArrayList<>();
    touched = new BudgetsTouched();
    return step;
  }

  /// The next step begins; nobody is told of this one.
  void dropStep() {
    events = new ArrayList<>();
    touched = new BudgetsTouched();
  }

  Instant wakeAt(Instant now) {
    Instant latest = now.plus(LONGEST_SLEEP);
    Instant deadline = state.holds.nextDeadline().orElse(latest);
    Instant change = room.nextChange(now).orElse(latest);
    Instant first = deadline.isBefore(change) ? deadline : change;
    return first.isBefore(latest) ? first : latest;
  }

  private void record(LedgerEvent event, Instant now) {
    touched.note(event, state);
    state.apply(event, now);
    events.add(event);
  }

  /// Checks promise 1 for those of `holds` that are open.
  void assertOpenHoldsWithinLimits(List<HoldId> ids, Instant now) {
    for (HoldId id : ids) {
      Hold hold = state.holds.find(id);
      if (hold != null) {
        assertWithinLimits(hold, now);
      }
    }
  }

  /// Promise 1, checked after the fact and apart from the code that decided.
  private void assertWithinLimits(Hold granted, Instant now) {
    if (state.breakers.open(granted.scope().scopes()) != null || state.kill() != null) {
      throw new BrokenInvariant("hold " + granted.id() + " was granted although it is stopped");
    }
    for (Scope scope : granted.scope().scopes()) {
      for (BudgetView budget : state.accounts.budgets(scope, now)) {
        if (budget.limit() instanceof Limit.Capped(Money limit)
            && budget.spent().plus(budget.held()).isMoreThan(limit)) {
          throw new BrokenInvariant(
              "hold %s put %s above its limit: %s".formatted(granted.id(), budget.id(), budget));
        }
      }
    }
  }
}
