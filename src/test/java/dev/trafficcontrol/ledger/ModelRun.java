package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays a [ModelScript] on the real core and on [LedgerOracle] at once, and throws an
/// [AssertionError] where they differ: in a reply, a verdict, a balance, or in what is left after
/// the process died and the book was read again.
final class ModelRun {

  private static final List<Window> ALWAYS_SHOWN =
      List.of(Window.TOTAL, Window.ROLLING_HOUR, Window.ROLLING_DAY);

  private final ScriptWords words = new ScriptWords();
  private final LedgerOracle oracle = new LedgerOracle();
  private final ModelHistory history = new ModelHistory();
  private LedgerCore core = new LedgerCore();
  private Instant now;

  private ModelRun(Instant start) {
    this.now = start;
  }

  static void play(ModelScript script) {
    ModelRun run = new ModelRun(script.start());
    for (String line : script.lines()) {
      try {
        run.line(line.split(" & "));
      } catch (AssertionError | RuntimeException different) {
        throw new AssertionError("at `" + line + "`: " + different.getMessage(), different);
      }
    }
    run.compareAll(run.core);
    run.compareAll(run.history.read());
    run.history.assertEachHoldEndsAtMostOnce();
  }

  private void line(String[] commands) {
    switch (commands[0].split(" ")[0]) {
      case "crash" -> crash();
      case "reread" -> reread();
      case "stored" -> compareAll(history.readAsStored());
      case "set-clock" -> setClock(ScriptWords.seconds(commands[0].split(" ")[1]));
      case "lost" -> lost(commands);
      default -> step(commands);
    }
    compareCheaply();
  }

  /// Time passes before a step, never within one: a batch has one time.
  private void step(String[] commands) {
    if (commands[0].startsWith("advance ")) {
      now = now.plus(ScriptWords.seconds(commands[0].substring("advance ".length())));
    }
    core.expireOverdue(now);
    oracle.expireOverdue(now);
    for (String command : commands) {
      both(command.split(" "));
    }
    List<LedgerOracle.Answer> expected = new ArrayList<>(oracle.pass(now));
    core.pass(now, (request, verdict) -> answered(request, verdict, expected));
    same("answers still expected", List.of(), expected);
    history.add(core.takeStep(now), now);
  }

  private void both(String[] command) {
    switch (command[0]) {
      case "advance" -> {}
      case "show" -> show(ScriptWords.budget(command[1]));
      case "hold" -> {
        HoldRequest request = words.hold(command, now);
        core.enter(request, now);
        oracle.enter(request, now);
      }
      case "leave" -> leave(words.id(command[1], now));
      case "reconcile" -> ask(words.reconcile(command, now, oracle));
      default -> {
        LedgerCommand<?> asked = words.command(command, now);
        if (asked == null) {
          throw new IllegalArgumentException("no such command: " + command[0]);
        }
        ask(asked);
      }
    }
  }

  private void ask(LedgerCommand<?> command) {
    String expected = oracle.ask(command, now);
    same("answer", expected, ModelReplies.words(core.decide(command, now)));
  }

  /// The caller of one in line is gone.
  private void leave(HoldId id) {
    if (oracle.isInLine(id)) {
      oracle.leave(id);
      core.leave(id);
    }
  }

  private void answered(
      HoldRequest request, HoldVerdict verdict, List<LedgerOracle.Answer> expected) {
    LedgerOracle.Answer answer =
        expected.isEmpty()
            ? new LedgerOracle.Answer(request, "waits", List.of())
            : expected.removeFirst();
    same("who is answered", answer.request(), request);
    same("verdict", answer.kind(), ModelReplies.kind(verdict));
    BudgetView named = ModelReplies.named(verdict);
    if (named != null && !answer.budgets().contains(named)) {
      throw new AssertionError(
          answer.kind() + " names " + named + ", and not one of " + answer.budgets());
    }
    if (verdict instanceof HoldVerdict.Refused(Refusal.Exhausted spent)) {
      checkWhenItFrees(spent);
    }
  }

  private static boolean isLess(@Nullable Limit limit, Money than) {
    return limit instanceof Limit.Capped(Money cap) && than.isMoreThan(cap);
  }

  /// At that instant there is room, with all that is spent now, and a moment before there is not.
  private void checkWhenItFrees(Refusal.Exhausted refusal) {
    BudgetId budget = refusal.budget().id();
    Instant frees = refusal.freesAt();
    Limit standing = oracle.budgets.standing(budget.scope()).get(budget.window());
    boolean isRaised = !refusal.budget().limit().equals(standing);
    if (frees == null && isRaised && isLess(standing, refusal.asked())) {
      return; // it never fits once the raise is over
    }
    if (frees == null) {
      same("frees some time", Window.TOTAL, budget.window());
      return;
    }
    if (!(refusal.budget().limit() instanceof Limit.Capped(Money cap))) {
      throw new AssertionError("an unlimited budget is exhausted: " + refusal);
    }
    BigInteger room = BigInteger.valueOf(cap.nanos() - refusal.asked().nanos());
    boolean then = oracle.spent(budget.scope(), budget.window(), frees).compareTo(room) <= 0;
    boolean before =
        oracle.spent(budget.scope(), budget.window(), frees.minusMillis(1)).compareTo(room) <= 0;
    if (!then || before) {
      throw new AssertionError("it does not free at " + frees + ": " + refusal);
    }
  }

  /// The step was decided and never became durable: nobody was answered, and nothing happened.
  private void lost(String[] commands) {
    core.expireOverdue(now);
    for (int at = 1; at < commands.length; at++) {
      String[] command = commands[at].split(" ");
      switch (command[0]) {
        case "advance", "show", "leave" -> {}
        case "hold" -> core.enter(words.hold(command, now), now);
        case "reconcile" -> core.decide(words.reconcile(command, now, oracle), now);
        default -> {
          LedgerCommand<?> asked = words.command(command, now);
          if (asked != null) {
            core.decide(asked, now);
          }
        }
      }
    }
    core.pass(now, (_, _) -> {});
    core.takeStep(now);
    reread();
  }

  /// As after a commit whose outcome is unknown: the book is read anew, everybody still waits.
  private void reread() {
    core = history.read();
    oracle.line().forEach(waiting -> core.enter(waiting.request(), waiting.since()));
    compareAll(history.read());
  }

  /// The process dies: nobody waits any more, and at the next start what is open is charged.
  private void crash() {
    core = restored(history.read());
    oracle.everybodyIsGone();
    compareAll(history.read());
    core.decide(new ExpireOrphans(null), now);
    oracle.expireAll(now);
    history.add(core.takeStep(now), now);
  }

  /// As a start finds it in a checkpoint.
  private static LedgerCore restored(LedgerCore read) {
    String written = EventCodec.write(Snapshot.of(read.state()));
    LedgerCore again = new LedgerCore();
    EventCodec.readSnapshot(written).restore(again.state());
    same("the snapshot of what it restores", written, EventCodec.write(Snapshot.of(again.state())));
    return again;
  }

  /// The owner sets the clock; the book is read anew by it.
  private void setClock(Duration by) {
    Instant to = now.plus(by);
    core.decide(new SetClock(new ClockReading("set", 0, to), "owner", "script"), now);
    history.add(core.takeStep(now), to);
    oracle.setClock("set", to);
    now = to;
    reread();
  }

  private void show(BudgetId budget) {
    compare(core, budget.scope(), budget.window());
  }

  private void compareCheaply() {
    for (Scope scope : oracle.scopes()) {
      same("held on " + scope, oracle.held(scope), held(core, scope));
    }
    same("breaker", oracle.breakers(), ModelReplies.breakers(core.state().breakers.all()));
    same("kill", oracle.isKilled(), core.state().kill() != null);
    same("open holds", oracle.openCalls().size(), core.state().holds.all().size());
    same("when to look again", oracle.nextChange(now), core.wakeAt(now));
  }

  private void compareAll(LedgerCore some) {
    for (Scope scope : oracle.scopes()) {
      same("held on " + scope, oracle.held(scope), held(some, scope));
      ALWAYS_SHOWN.forEach(window -> compare(some, scope, window));
    }
    for (Scope scope : oracle.budgets.scopes()) {
      Set<BudgetView> shown = new HashSet<>(some.state().accounts.budgets(scope, now));
      same("budgets over " + scope, new HashSet<>(oracle.views(scope, now)), shown);
    }
    same("breaker", oracle.breakers(), ModelReplies.breakers(some.state().breakers.all()));
    same("kill", oracle.isKilled(), some.state().kill() != null);
    same("open holds", oracle.openCalls().size(), some.state().holds.all().size());
    same(
        "total spent",
        oracle.spent(Scope.GLOBAL, Window.TOTAL, now),
        BigInteger.valueOf(some.state().accounts.totalSpent().nanos()));
  }

  private void compare(LedgerCore some, Scope scope, Window window) {
    same(
        "spent on " + scope + " in " + window,
        oracle.spent(scope, window, now),
        BigInteger.valueOf(some.state().accounts.account(scope).spent(window, now).nanos()));
  }

  private static BigInteger held(LedgerCore some, Scope scope) {
    return BigInteger.valueOf(some.state().accounts.account(scope).held().nanos());
  }

  private static void same(String what, Object expected, Object got) {
    if (!expected.equals(got)) {
      throw new AssertionError(what + ": must be " + expected + ", is " + got);
    }
  }
}
