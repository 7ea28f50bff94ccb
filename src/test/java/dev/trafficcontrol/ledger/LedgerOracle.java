package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the ledger must answer and show, worked out the slow way: every call there ever was, every
/// word about a budget, read from the beginning for each question. Knows nothing of the ledger's
/// state, nor of its events.
final class LedgerOracle {

  private static final Duration PASSING = Duration.ofSeconds(5);
  private static final Duration MEMORY = Duration.ofMinutes(30);

  /// One that waits in line.
  record Waiting(HoldRequest request, Instant since) {}

  /// @param kind the name of the verdict or of the refusal
  /// @param budgets those that may be named as the reason
  record Answer(HoldRequest request, String kind, List<BudgetView> budgets) {}

  final OracleBudgets budgets = new OracleBudgets();
  final OracleAccess access = new OracleAccess();
  private final List<OracleCall> calls = new ArrayList<>();
  private final Set<Scope> used = new LinkedHashSet<>();
  private final List<Waiting> line = new ArrayList<>();
  private final Map<Scope, TripKind> open = new HashMap<>();
  private final Map<Scope, String> trials = new HashMap<>();

  /// Models whose breaker was opened by an overrun, and not touched since.
  private final Set<Scope> overrun = new HashSet<>();

  private int resets;
  private boolean killed;
  private @Nullable String boot;

  /// The command's reply in words, as [ModelReplies] has the ledger's.
  String ask(LedgerCommand<?> command, Instant now) {
    return switch (command) {
      case SettleHold settle -> settle(settle.id(), nanos(settle.cost()), now);
      case VoidHold voided -> settle(voided.id(), BigInteger.ZERO, now);
      case ExpireHold expire -> expire(find(expire.id()), now);
      case ShrinkHold shrink -> shrink(find(shrink.id()), nanos(shrink.bound()));
      case ReconcileHold told -> reconcile(told);
      case SetBudget set -> {
        budgets.set(set.budget().scope(), set.budget().window(), set.limit());
        yield view(set.budget(), set.limit(), now).toString();
      }
      case RaiseBudget raise -> raise(raise, now);
      case MintKey mint -> {
        if (!mint.key().equals(access.find(mint.key().id()))) {
          mint.limits()
              .forEach((window, limit) ->
                  budgets.set(Scope.parse("key:" + mint.key().id()), window, limit));
          access.mint(mint.key());
        }
        yield mint.key().toString();
      }
      case RevokeKey revoke -> "" + access.revoke(revoke.key());
      case OpenAttempt attempt -> access.open(attempt.key());
      case CloseAttempt close -> "" + access.close(close.task(), close.run(), close.token());
      case TripBreaker trip -> trip(trip.scope(), trip.kind(), false);
      case ResetBreaker told -> reset(told.scope());
      case CloseBreaker close -> {
        trials.remove(close.scope());
        yield breaker(close.scope());
      }
      case Kill _ -> "" + switchKill(true);
      case Revive _ -> "" + switchKill(false);
      case NoteClock note -> {
        boolean isNews = !String.valueOf(note.reading().boot()).equals(boot);
        boot = note.reading().boot();
        yield "" + isNews;
      }
      default -> throw new AssertionError("the oracle was not taught " + command);
    };
  }

  private String settle(HoldId id, BigInteger cost, Instant now) {
    OracleCall call = find(id);
    if (call == null || (!call.isOpen() && !call.isUnmetered())) {
      return "not open";
    }
    String said;
    if (call.isOpen()) {
      call.end(now, cost);
      said = "ended " + cost + " " + call.amount.subtract(cost).max(BigInteger.ZERO);
    } else {
      said = "corrected " + call.charged + " " + cost;
      call.charged = cost;
      call.correctedBy = "meter";
    }
    tripIfOverrun(call, cost);
    return said;
  }

  private void tripIfOverrun(OracleCall call, BigInteger cost) {
    if (cost.compareTo(call.amount) > 0) {
      Set<Scope> models = new LinkedHashSet<>();
      call.models.forEach(model -> models.add(Scope.parse("model:" + model)));
      boolean isSecondModel = overrun.stream().anyMatch(other -> !models.contains(other));
      models.forEach(model -> trip(model, TripKind.SOFT, true));
      if (isSecondModel) {
        trip(Scope.GLOBAL, TripKind.SOFT, true);
      }
    }
  }

  private static String expire(@Nullable OracleCall call, Instant now) {
    if (call == null || !call.isOpen()) {
      return "not open";
    }
    call.expired = true;
    call.end(now.isBefore(call.deadline) ? now : call.deadline, call.amount);
    return "ended " + call.amount + " 0";
  }

  void expireAll(Instant now) {
    calls.forEach(call -> expire(call, now));
  }

  void expireOverdue(Instant now) {
    calls.stream().filter(call -> !call.deadline.isAfter(now)).forEach(call -> expire(call, now));
  }

  private static String shrink(@Nullable OracleCall call, BigInteger bound) {
    if (call == null || !call.isOpen()) {
      return Money.ZERO.toString();
    }
    call.amount = call.amount.min(bound);
    return Money.ofNanos(call.amount.longValueExact()).toString();
  }

  private String reconcile(ReconcileHold told) {
    OracleCall call = find(told.id());
    if (call != null && call.isOpen()) {
      return "still open";
    }
    if (call == null || !call.isUnmetered()) {
      return "not unknown";
    }
    BigInteger cost = nanos(told.cost());
    if (call.correctedBy != null && call.charged.equals(cost)) {
      return "reconciled " + cost + " " + cost; // the script's owner always has the same reason
    }
    boolean isAbout =
        told.insteadOf() == null
            ? call.correctedBy == null
            : nanos(told.insteadOf()).equals(call.charged);
    if (!isAbout) {
      return "counts as " + call.charged;
    }
    String said = "reconciled " + call.charged + " " + cost;
    call.charged = cost;
    call.correctedBy = "owner";
    tripIfOverrun(call, cost);
    return said;
  }

  /// What an expired call counts as, or null where it has not expired.
  @Nullable Money countsAs(HoldId id) {
    OracleCall call = find(id);
    return call == null || !call.expired ? null : Money.ofNanos(call.charged.longValueExact());
  }

  private String raise(RaiseBudget raise, Instant now) {
    BudgetId budget = raise.budget();
    Limit standing = budgets.standing(budget.scope()).get(budget.window());
    if (standing == null || budget.scope().subject().equals("*")) {
      return "NoBudget";
    }
    if (cap(raise.to()).compareTo(cap(standing)) <= 0) {
      return "NotHigher";
    }
    if (!raise.until().isAfter(now)) {
      return "Over";
    }
    budgets.use(budget.scope());
    budgets.raise(budget, raise.to(), raise.until());
    return "Raised " + view(budget, raise.to(), now);
  }

  private String trip(Scope scope, TripKind kind, boolean isOverrun) {
    TripKind before = open.get(scope);
    if (before == null || (before == TripKind.SOFT && kind == TripKind.HARD)) {
      open.put(scope, kind);
      trials.remove(scope);
      overrun.remove(scope);
      if (isOverrun && !scope.equals(Scope.GLOBAL)) {
        overrun.add(scope);
      }
    }
    return breaker(scope);
  }

  private String reset(Scope scope) {
    if (open.containsKey(scope) && trials.isEmpty()) {
      resets++;
      open.remove(scope);
      overrun.remove(scope);
      trials.put(scope, "reset-" + resets);
    }
    return breaker(scope);
  }

  private String breaker(Scope scope) {
    return open.containsKey(scope)
        ? "open " + open.get(scope)
        : trials.containsKey(scope) ? "half-open " + trials.get(scope) : "closed";
  }

  /// Of those that aren't closed.
  Map<Scope, String> breakers() {
    Map<Scope, String> all = new HashMap<>();
    open.keySet().forEach(scope -> all.put(scope, breaker(scope)));
    trials.keySet().forEach(scope -> all.put(scope, breaker(scope)));
    return all;
  }

  private boolean switchKill(boolean to) {
    boolean changes = killed != to;
    killed = to;
    return changes;
  }

  boolean isKilled() {
    return killed;
  }

  /// The clock was set: what was booked ahead of it is booked now.
  void setClock(String newBoot, Instant to) {
    boot = newBoot;
    for (OracleCall call : calls) {
      call.bookedAt = call.bookedAt != null && call.bookedAt.isAfter(to) ? to : call.bookedAt;
    }
  }

  void enter(HoldRequest request, Instant now) {
    if (!isInLine(request.id())) {
      line.add(new Waiting(request, now));
    }
  }

  boolean isInLine(HoldId id) {
    return line.stream().anyMatch(waiting -> waiting.request().id().equals(id));
  }

  void leave(HoldId id) {
    line.removeIf(waiting -> waiting.request().id().equals(id));
  }

  List<Waiting> line() {
    return List.copyOf(line);
  }

  void everybodyIsGone() {
    line.clear();
  }

  /// Who need not wait any longer. Whoever has waited for five seconds is passed by nobody who
  /// wants of the same budgets.
  List<Answer> pass(Instant now) {
    List<Answer> answers = new ArrayList<>();
    List<BudgetId> kept = new ArrayList<>();
    for (Waiting waiting : line()) {
      boolean isLast = !now.isBefore(givesUpAt(waiting));
      Answer answer = answer(waiting.request(), kept, isLast, now);
      if (answer.kind().equals("RoomHeld") && now.isBefore(givesUpAt(waiting))) {
        if (!now.isBefore(waiting.since().plus(PASSING))) {
          answer.budgets().forEach(budget -> kept.add(budget.id()));
        }
      } else {
        line.remove(waiting);
        answers.add(answer);
      }
    }
    return answers;
  }

  private static Instant givesUpAt(Waiting waiting) {
    return waiting.since().plus(waiting.request().patience());
  }

  private Answer answer(HoldRequest request, List<BudgetId> kept, boolean isLast, Instant now) {
    String refusal = refusalBeforeMoney(request, now);
    if (refusal != null) {
      return new Answer(request, refusal, List.of());
    }
    Set<Scope> scopes = scopes(request);
    List<BudgetView> all = scopes.stream().flatMap(each -> views(each, now).stream()).toList();
    List<BudgetView> behind = all.stream().filter(it -> kept.contains(it.id())).toList();
    BigInteger asked = nanos(request.amount());
    BigInteger least = nanos(request.least());
    Answer whole = wanted(asked, request, all, behind);
    boolean neverWhole = List.of("TooLarge", "Exhausted").contains(whole.kind());
    if (!whole.kind().equals("Granted") && (neverWhole || isLast)) {
      Answer less = wanted(least, request, all, behind);
      if (less.kind().equals("Granted")) {
        return grant(request, asked.min(free(all)), scopes, now);
      }
      return neverWhole && less.kind().equals("RoomHeld") ? less : whole;
    }
    return whole.kind().equals("Granted") ? grant(request, asked, scopes, now) : whole;
  }

  /// What would be answered to a call that wants so much, and nothing else will do.
  private static Answer wanted(
      BigInteger amount, HoldRequest request, List<BudgetView> all, List<BudgetView> behind) {
    List<BudgetView> none = all.stream().filter(it -> amount.compareTo(cap(it)) > 0).toList();
    if (!none.isEmpty()) {
      return new Answer(request, "TooLarge", none);
    }
    List<BudgetView> spent =
        all.stream().filter(it -> amount.add(nanos(it.spent())).compareTo(cap(it)) > 0).toList();
    if (!spent.isEmpty()) {
      return new Answer(request, "Exhausted", spent);
    }
    List<BudgetView> held = all.stream().filter(it -> amount.compareTo(free(it)) > 0).toList();
    return held.isEmpty() && behind.isEmpty()
        ? new Answer(request, "Granted", List.of())
        : new Answer(request, "RoomHeld", held.isEmpty() ? behind : held);
  }

  private Answer grant(HoldRequest request, BigInteger amount, Set<Scope> scopes, Instant now) {
    scopes.forEach(budgets::use);
    used.addAll(scopes);
    calls.add(new OracleCall(request, amount, scopes, now.plus(request.lifetime())));
    assertNeverOver(scopes, now);
    return new Answer(request, "Granted", List.of());
  }

  private static BigInteger free(List<BudgetView> all) {
    return all.stream().map(LedgerOracle::free).reduce(BigInteger.TWO.pow(70), BigInteger::min);
  }

  private static BigInteger free(BudgetView budget) {
    return cap(budget).subtract(nanos(budget.spent())).subtract(nanos(budget.held()));
  }

  private @Nullable String refusalBeforeMoney(HoldRequest request, Instant now) {
    OracleCall known = find(request.id());
    if (known != null && known.isOpen()) {
      boolean isSame =
          known.key.equals(request.key())
              && known.models.equals(request.models())
              && known.amount.compareTo(nanos(request.amount())) <= 0;
      return isSame ? "Known" : "IdReused";
    }
    if (known != null || request.id().mintedAt().isBefore(now.minus(MEMORY))) {
      return "IdEnded";
    }
    if (killed) {
      return "Killed";
    }
    if (open.containsKey(Scope.GLOBAL)) {
      return "BreakerOpen";
    }
    String dead = access.refusal(request.key(), now);
    return dead != null || Collections.disjoint(scopes(request), open.keySet())
        ? dead
        : "BreakerOpen";
  }

  private Set<Scope> scopes(HoldRequest request) {
    Key key = access.find(request.key());
    if (key == null) {
      throw new AssertionError("a dead key passed: " + request);
    }
    Set<Scope> scopes = OracleCall.scopes(key, request.models(), null);
    String probation =
        trials.entrySet().stream()
            .filter(trial -> scopes.contains(trial.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    return OracleCall.scopes(key, request.models(), probation);
  }

  /// Promise 1, added up anew after each grant.
  private void assertNeverOver(Set<Scope> scopes, Instant now) {
    for (Scope scope : scopes) {
      for (Map.Entry<Window, Limit> budget : budgets.at(scope, now).entrySet()) {
        BigInteger taken = spent(scope, budget.getKey(), now).add(held(scope));
        if (taken.compareTo(cap(budget.getValue())) > 0) {
          throw new AssertionError("above its limit: " + scope + " " + budget + ": " + taken);
        }
      }
    }
  }

  List<BudgetView> views(Scope scope, Instant now) {
    return budgets.at(scope, now).entrySet().stream()
        .map(entry -> view(new BudgetId(scope, entry.getKey()), entry.getValue(), now))
        .toList();
  }

  private BudgetView view(BudgetId budget, Limit limit, Instant now) {
    return new BudgetView(
        budget,
        limit,
        Money.ofNanos(spent(budget.scope(), budget.window(), now).longValueExact()),
        Money.ofNanos(held(budget.scope()).longValueExact()));
  }

  BigInteger held(Scope scope) {
    BigInteger held = BigInteger.ZERO;
    for (OracleCall call : calls) {
      if (call.isOpen() && call.scopes.contains(scope)) {
        held = held.add(call.amount);
      }
    }
    return held;
  }

  BigInteger spent(Scope scope, Window window, Instant now) {
    BigInteger spent = BigInteger.ZERO;
    for (OracleCall call : calls) {
      if (call.bookedAt != null
          && call.charged.signum() > 0
          && call.scopes.contains(scope)
          && OracleWindows.counts(call.bookedAt, window, now)) {
        spent = spent.add(call.charged);
      }
    }
    return spent;
  }

  /// Every scope that a call was ever granted for.
  Set<Scope> scopes() {
    return used;
  }

  List<OracleCall> openCalls() {
    return calls.stream().filter(OracleCall::isOpen).toList();
  }

  /// When something is due by itself: a deadline, an end of patience, or of being passed.
  Instant nextChange(Instant now) {
    Instant next = now.plusSeconds(1);
    for (OracleCall call : openCalls()) {
      next = call.deadline.isBefore(next) ? call.deadline : next;
    }
    for (Waiting waiting : line) {
      for (Instant due : List.of(givesUpAt(waiting), waiting.since().plus(PASSING))) {
        next = due.isAfter(now) && due.isBefore(next) ? due : next;
      }
    }
    return next;
  }

  private @Nullable OracleCall find(HoldId id) {
    for (OracleCall call : calls) {
      if (call.id.equals(id)) {
        return call;
      }
    }
    return null;
  }

  private static BigInteger cap(BudgetView budget) {
    return cap(budget.limit());
  }

  /// Unlimited is more than there is money.
  private static BigInteger cap(Limit limit) {
    return switch (limit) {
      case Limit.Capped(Money amount) -> nanos(amount);
      case Limit.Unlimited() -> BigInteger.TWO.pow(70);
    };
  }

  private static BigInteger nanos(Money amount) {
    return BigInteger.valueOf(amount.nanos());
  }
}
