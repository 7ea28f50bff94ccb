package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerFork;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.scheduler.BudgetQuestion;
import dev.trafficcontrol.scheduler.DeferReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Whether a first call would fit, as admission asks it, and which budgets turned out too small.
final class RehearsedMoney implements BudgetQuestion {

  private static final String NOT_YET = "not-yet";

  private final LedgerFork ledger;
  private final UnaryOperator<String> charged;
  private final Map<String, Money> firstCalls = new HashMap<>();
  private Money least = Money.MAX;
  private final Map<String, BudgetId> objections = new HashMap<>();
  private final Map<BudgetId, Instant> usedUp = new LinkedHashMap<>();

  /// What was found since money last moved: of a thousand tasks, most wait for the same budget.
  private final Map<Kind, List<BudgetView>> shared = new HashMap<>();

  private final Map<Wish, DeferReason.NoMoney> wishes = new HashMap<>();

  /// Tasks that are charged to the same budgets but for their own.
  private record Kind(String project, String model) {}

  private record Wish(BudgetId budget, Money first) {}

  RehearsedMoney(LedgerFork ledger, UnaryOperator<String> charged) {
    this.ledger = ledger;
    this.charged = charged;
  }

  /// What the first call of a task's run will ask for: a scheduler at work has learned that of the
  /// runs before, and starts no agent only for it to be refused.
  void willAsk(String task, Money first) {
    firstCalls.put(task, first);
    least = least.isMoreThan(first) ? first : least;
  }

  /// Money may have moved, and time gone on.
  void forget() {
    shared.clear();
    wishes.clear();
  }

  @Override
  public Optional<DeferReason.NoMoney> objection(Candidate candidate) {
    Money first = firstCalls.getOrDefault(candidate.task(), Money.MAX);
    Kind kind = new Kind(candidate.project(), candidate.agent().model());
    List<BudgetView> ofAll =
        shared.computeIfAbsent(kind, _ -> ledger.budgetsFor(scope(kind, NOT_YET)));
    Optional<BudgetView> tooSmall = tooSmall(first, ofAll);
    if (tooSmall.isPresent()) {
      objections.put(candidate.task(), tooSmall.get().id());
      return Optional.of(
          wishes.computeIfAbsent(
              new Wish(tooSmall.get().id(), first), _ -> objection(tooSmall.get(), first)));
    }
    Optional<BudgetView> own = tooSmall(first, ledger.budgetsFor(scope(kind, candidate.task())));
    own.ifPresent(budget -> objections.put(candidate.task(), budget.id()));
    return own.map(budget -> objection(budget, first));
  }

  private static Optional<BudgetView> tooSmall(Money first, List<BudgetView> budgets) {
    return budgets.stream().filter(budget -> first.isMoreThan(budget.free())).findFirst();
  }

  private HoldScope scope(Kind kind, String task) {
    AttemptBinding attempt = new AttemptBinding(kind.project(), task, NOT_YET, 0, null);
    return new HoldScope(NOT_YET, List.of(charged.apply(kind.model())), attempt, null);
  }

  private DeferReason.NoMoney objection(BudgetView budget, Money first) {
    if (isUsedUp(budget, first)) {
      noteUsedUp(budget.id());
    }
    return new DeferReason.NoMoney(budget.id().toString(), ledger.fitsAt(budget.id(), first));
  }

  private static boolean isUsedUp(BudgetView budget, Money asked) {
    return switch (budget.limit()) {
      case Limit.Unlimited() -> false;
      case Limit.Capped(Money limit) -> budget.spent().plus(asked).isMoreThan(limit);
    };
  }

  /// Runs and tasks have budgets of their own: they are noted once for all.
  void noteUsedUp(BudgetId budget) {
    ScopeKind kind = budget.scope().kind();
    boolean isOfOne = kind == ScopeKind.RUN || kind == ScopeKind.TASK;
    usedUp.putIfAbsent(
        isOfOne ? new BudgetId(Scope.of(kind, Scope.EACH), budget.window()) : budget, ledger.now());
  }

  /// A budget over everything that has no room for anybody's first call.
  Optional<DeferReason.NoMoney> nobodyFits() {
    return everybodys().stream()
        .filter(budget -> least.isMoreThan(budget.free()))
        .findFirst()
        .map(budget -> objection(budget, least));
  }

  private List<BudgetView> everybodys() {
    return ledger.budgetsFor(new HoldScope(NOT_YET, List.of(), null, null)).stream()
        .filter(budget -> budget.id().scope().equals(Scope.GLOBAL))
        .toList();
  }

  /// The budget that the task did not fit last.
  WaitCause cause(String task) {
    BudgetId budget = objections.get(task);
    if (budget == null) {
      throw new IllegalStateException("nothing was said of money for " + task);
    }
    return WaitCause.of(budget);
  }

  Map<BudgetId, Instant> usedUp() {
    return usedUp;
  }
}
