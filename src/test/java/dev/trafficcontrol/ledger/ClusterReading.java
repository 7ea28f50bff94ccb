package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a book that nodes share from its beginning, by itself, and says which promise it breaks.
/// Every balance is added up anew from a list of all holds.
final class ClusterReading {

  /// One hold that was granted.
  static final class Call {
    final LedgerEvent.Held held;
    final int batch;
    boolean isOpen = true;
    boolean isExpired;
    boolean isMetered;
    Money worth;
    Instant bookedAt = Instant.MAX;

    Call(LedgerEvent.Held held, int batch) {
      this.held = held;
      this.batch = batch;
      this.worth = held.amount();
    }
  }

  /// What was said of one budget.
  private record Said(Limit limit, @Nullable Limit raised, Instant until) {
    Limit at(Instant now) {
      return raised != null && now.isBefore(until) ? raised : limit;
    }
  }

  private final Consumer<String> broken;
  private final Map<HoldId, Call> calls = new LinkedHashMap<>();
  private final Map<BudgetId, Said> budgets = new LinkedHashMap<>();
  private final Map<BudgetId, Money> highest = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final Map<String, String> liveByTask = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private final List<Money> totals = new ArrayList<>(List.of(Money.ZERO));
  private Set<BudgetId> over = new HashSet<>();
  private final Set<Scope> open = new HashSet<>();
  private boolean isKilled;
  private int batches;
  private Instant before = Instant.EPOCH;

  ClusterReading(Consumer<String> broken) {
    this.broken = broken;
  }

  void read(String writer, Batch batch) {
    if (batch.at().isBefore(before)) {
      broken.accept("the book's time went back to " + batch.at());
    }
    Set<BudgetId> changed = new HashSet<>();
    for (Batch.Entry entry : batch.entries()) {
      read(writer, entry.event(), batch.at(), changed);
      totals.add(spent(Scope.GLOBAL, Window.TOTAL, batch.at()));
    }
    batches++;
    nothingIsOverWithoutAReason(changed, batch.at());
    before = batch.at();
  }

  private void read(String writer, LedgerEvent event, Instant at, Set<BudgetId> changed) {
    switch (event) {
      case LedgerEvent.BudgetSet set -> {
        say(set.budget(), new Said(set.limit(), null, Instant.MIN), set.limit());
        words.add(set.reason());
        changed.add(set.budget());
      }
      case LedgerEvent.BudgetRaised raised -> {
        Said said = budgets.get(raised.budget());
        say(
            raised.budget(),
            new Said(said == null ? raised.limit() : said.limit(), raised.limit(), raised.until()),
            raised.limit());
        changed.add(raised.budget());
      }
      case LedgerEvent.Held held -> hold(writer, held, at);
      case LedgerEvent.Settled settled -> end(writer, settled.id(), settled.cost(), at);
      case LedgerEvent.Voided voided -> end(writer, voided.id(), Money.ZERO, at);
      case LedgerEvent.Expired expired -> expire(writer, expired, at);
      case LedgerEvent.Corrected corrected -> correct(corrected);
      case LedgerEvent.KeyMinted minted -> keys.put(minted.key().id(), minted.key());
      case LedgerEvent.KeyRevoked gone -> revoked.add(gone.key());
      case LedgerEvent.AttemptOpened opened -> liveByTask.put(opened.task(), opened.run());
      case LedgerEvent.AttemptClosed closed -> liveByTask.remove(closed.task(), closed.run());
      case LedgerEvent.BreakerTripped trip -> open.add(trip.over());
      case LedgerEvent.BreakerReset reset -> open.remove(reset.over());
      case LedgerEvent.BreakerClosed closed -> open.remove(closed.over());
      case LedgerEvent.Killed killed -> {
        isKilled = true;
        words.add(killed.reason());
      }
      case LedgerEvent.Revived _ -> isKilled = false;
      case LedgerEvent.Shrunk _,
          LedgerEvent.Switched _,
          LedgerEvent.ClockNoted _,
          LedgerEvent.ClockSet _,
          LedgerEvent.Checkpointed _,
          LedgerEvent.Archived _ ->
          broken.accept("nobody asked for " + event);
    }
  }

  private void say(BudgetId budget, Said said, Limit limit) {
    budgets.put(budget, said);
    highest.merge(budget, limit instanceof Limit.Capped(Money cap) ? cap : Money.MAX, Money::max);
  }

  private void hold(String writer, LedgerEvent.Held held, Instant at) {
    if (calls.putIfAbsent(held.id(), new Call(held, batches + 1)) != null) {
      broken.accept("hold " + held.id() + " was granted twice");
    }
    if (!writer.equals(held.node())) {
      broken.accept("hold " + held.id() + " of " + held.node() + " was granted by " + writer);
    }
    if (isKilled || !Collections.disjoint(held.scope().scopes(), open)) {
      broken.accept("hold " + held.id() + " was granted although all is stopped");
    }
    Key key = keys.get(held.scope().key());
    if (key == null || revoked.contains(key.id()) || key.isExpired(at) || isStale(key)) {
      broken.accept("hold " + held.id() + " was granted to a dead key, " + held.scope().key());
    }
    for (Scope scope : held.scope().scopes()) {
      budgets.forEach((budget, said) -> {
        if (budget.scope().equals(scope) && isOver(budget, said, at)) {
          broken.accept("hold %s put %s above %s".formatted(held.id(), budget, said.at(at)));
        }
      });
    }
  }

  private boolean isStale(Key key) {
    AttemptBinding attempt = key.attempt();
    return attempt != null && !attempt.run().equals(liveByTask.get(attempt.task()));
  }

  private void end(String writer, HoldId id, Money cost, Instant at) {
    Call call = calls.get(id);
    if (call == null || !call.isOpen) {
      broken.accept("hold " + id + " ended, and was not open");
      return;
    }
    if (!writer.equals(call.held.node())) {
      broken.accept("hold " + id + " of " + call.held.node() + " was ended by " + writer);
    }
    call.isOpen = false;
    call.worth = cost;
    call.bookedAt = at;
  }

  private void expire(String writer, LedgerEvent.Expired expired, Instant at) {
    Call call = calls.get(expired.id());
    // Past its deadline it is anybody's to end.
    String owner = call == null ? null : call.held.node();
    boolean isDue = call != null && !at.isBefore(call.held.deadline());
    String ender = isDue && owner != null ? owner : writer;
    end(ender, expired.id(), expired.charged(), expired.bookedAt());
    if (call != null) {
      call.isExpired = true;
      if (!expired.charged().equals(call.held.amount())) {
        broken.accept("hold " + expired.id() + " expired, and was not charged in full");
      }
    }
  }

  private void correct(LedgerEvent.Corrected corrected) {
    Call call = calls.get(corrected.id());
    if (call == null || !call.isExpired || call.isMetered) {
      broken.accept("hold " + corrected.id() + " was corrected, and had not just expired");
      return;
    }
    call.isMetered = corrected.by() == null;
    call.worth = corrected.actual();
  }

  private void nothingIsOverWithoutAReason(Set<BudgetId> changed, Instant at) {
    Set<BudgetId> now = new HashSet<>();
    budgets.forEach((budget, said) -> {
      if (isOver(budget, said, at)) {
        now.add(budget);
        boolean hasEnded = !said.at(before).equals(said.at(at));
        if (!over.contains(budget) && !changed.contains(budget) && !hasEnded) {
          broken.accept(budget + " is above its limit, and nothing explains it");
        }
      }
    });
    over = now;
  }

  private boolean isOver(BudgetId budget, Said said, Instant at) {
    return said.at(at) instanceof Limit.Capped(Money limit)
        && spent(budget.scope(), budget.window(), at).plus(held(budget.scope())).isMoreThan(limit);
  }

  private Money held(Scope scope) {
    return sum(scope, call -> call.isOpen);
  }

  private Money spent(Scope scope, Window window, Instant at) {
    return sum(scope, call -> !call.isOpen && OracleWindows.counts(call.bookedAt, window, at));
  }

  private Money sum(Scope scope, Predicate<Call> which) {
    long nanos = 0;
    for (Call call : calls.values()) {
      if (which.test(call) && call.held.scope().scopes().contains(scope)) {
        nanos += call.worth.nanos();
      }
    }
    return Money.ofNanos(nanos);
  }

  @Nullable Call find(HoldId id) {
    return calls.get(id);
  }

  Iterable<Call> calls() {
    return calls.values();
  }

  boolean says(String reason) {
    return words.contains(reason);
  }

  int events() {
    return totals.size() - 1;
  }

  /// What was spent in all after each event from that number on.
  List<Money> totalsFrom(int event) {
    return totals.subList(Math.min(event, events()), totals.size());
  }

  /// The most that the budget ever allowed.
  Money highest(BudgetId budget) {
    return highest.getOrDefault(budget, Money.MAX);
  }
}
