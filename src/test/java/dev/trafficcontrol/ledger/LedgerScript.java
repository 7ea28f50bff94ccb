package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs a ledger test that is written as a table, on the core itself, in virtual time.
///
/// ```
/// budget  key:K1/total  100.00
/// hold    H1 K1  60.00          -> held
/// hold    H2 K1  60.00          -> waits
/// settle  H1     45.00          -> ended charged=45.00 released=15.00
/// ```
///
/// Keys K1, K2, … stand alone; R1, R2, … are keys of attempt 1 of the run of that name, of task T1,
/// T2, … in project P. A command after which somebody in line is answered says so: `settle H1 45.00
/// -> … ; H2 held`.
final class LedgerScript {

  static final Instant START = Instant.parse("2026-11-02T12:00:00Z");
  private static final Pattern LINE = Pattern.compile("(.*?)(?:->(.*))?");

  private final LedgerCore core = new LedgerCore();
  private final Map<String, HoldId> ids = new HashMap<>();
  private final Map<HoldId, String> names = new HashMap<>();
  private final StringBuilder answers = new StringBuilder();
  private @Nullable String asked;
  private Instant now = START;

  static LedgerScript run(String script) {
    LedgerScript run = new LedgerScript();
    script.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(run::line);
    return run;
  }

  private void line(String line) {
    Matcher parts = LINE.matcher(line);
    assertThat(parts.matches()).isTrue();
    String[] words = parts.group(1).strip().split("\\s+");
    answers.setLength(0);
    asked = null;
    core.expireOverdue(now);
    String said = perform(words);
    core.pass(now, this::answered);
    core.takeStep(now);
    String expected = parts.group(2);
    if (expected != null) {
      String got = answers.isEmpty() ? said : (said + answers);
      assertThat(got.strip()).as(line).isEqualTo(expected.strip());
    }
  }

  private String perform(String[] words) {
    return switch (words[0]) {
      case "budget" -> budget(words[1], words[2]);
      case "raise" -> raise(words[1], words[2], words[3], words.length > 5 ? words[5] : null);
      case "key" -> key(words[1]);
      case "run" -> attempt(words[1], Long.parseLong(words[2]));
      case "close" -> close(words[1], Long.parseLong(words[2]));
      case "lost" ->
          String.valueOf(
              core.decide(new ExpireAttempt(words[1], Long.parseLong(words[2]), "lost"), now));
      case "hold" -> hold(words);
      case "leave" -> leave(words[1]);
      case "settle" -> end(new SettleHold(id(words[1]), Money.ofUsd(words[2]), null));
      case "void" -> end(new VoidHold(id(words[1]), "proof"));
      case "expire" -> end(new ExpireHold(id(words[1]), "lost"));
      case "reconcile" -> reconcile(words);
      case "shrink" ->
          core.decide(new ShrinkHold(id(words[1]), Money.ofUsd(words[2])), now).toUsd();
      case "trip" -> trip(words.length > 1 ? words : new String[] {"trip", "hard"});
      case "reset" ->
          core.decide(new ResetBreaker(scope(words, 1), "looked", "owner"), now)
              .getClass()
              .getSimpleName();
      case "breaker" -> breaker(scope(words, 1));
      case "closed" ->
          core.decide(new CloseBreaker(scope(words, 1), "ended well", "run"), now)
              .getClass()
              .getSimpleName();
      case "kill" -> String.valueOf(core.decide(new Kill("stop", "owner"), now));
      case "revive" -> String.valueOf(core.decide(new Revive("owner"), now));
      case "revoke" -> String.valueOf(core.decide(new RevokeKey(words[1], "owner"), now));
      case "advance" -> advance(duration(words[1]));
      case "until" -> advance(Duration.between(now, Instant.parse(words[1])));
      case "show" -> show(words[1]);
      case "report" -> report(words[1]);
      default -> throw new IllegalArgumentException("no such command: " + words[0]);
    };
  }

  private String budget(String budget, String limit) {
    core.decide(new SetBudget(budgetId(budget), Limit.parse(limit), "owner", "script"), now);
    return "set";
  }

  private String raise(String budget, String limit, String during, @Nullable String from) {
    Instant until = now.plus(duration(during));
    return switch (core.decide(
        new RaiseBudget(
            budgetId(budget),
            Limit.parse(limit),
            until,
            "owner",
            "script",
            from == null ? null : Limit.parse(from)),
        now)) {
      case RaiseBudget.Reply.Raised _ -> "raised";
      case RaiseBudget.Reply.NoBudget _ -> "no-budget";
      case RaiseBudget.Reply.Moved moved -> "moved " + moved.limit();
      case RaiseBudget.Reply.NotHigher not -> "not-higher " + not.limit();
      case RaiseBudget.Reply.Over _ -> "over";
    };
  }

  private static BudgetId budgetId(String text) {
    int slash = text.indexOf('/');
    return new BudgetId(
        Scope.parse(text.substring(0, slash)), Window.parse(text.substring(slash + 1)));
  }

  private String key(String name) {
    core.decide(
        new MintKey(
            new Key(name, name, new SecretHash("1".repeat(64)), null, null), Map.of(), "owner"),
        now);
    return "minted";
  }

  private String attempt(String run, long token) {
    AttemptBinding binding = new AttemptBinding("P", "T" + run.substring(1), run, token, null);
    Key key = new Key(run + "." + token, run, new SecretHash("1".repeat(64)), binding, null);
    return core.decide(new OpenAttempt(key), now).name().toLowerCase(java.util.Locale.ROOT);
  }

  private String close(String run, long token) {
    return String.valueOf(core.decide(new CloseAttempt("T" + run.substring(1), run, token), now));
  }

  /// `hold H1 K1 60.00 [least=20.00] [model=M] [patience=30s] [lifetime=5m]`; a key that wasn't
  /// minted is made a stand-alone one.
  private String trip(String[] words) {
    TripKind asked = TripKind.valueOf(words[1].toUpperCase(Locale.ROOT));
    core.decide(new TripBreaker(scope(words, 2), asked, "burn", "monitor"), now);
    return breaker(scope(words, 2));
  }

  private String breaker(Scope scope) {
    BreakerState state = core.state().breakers.of(scope);
    return state instanceof BreakerState.Open open
        ? "Open " + open.kind().name().toLowerCase(Locale.ROOT)
        : state.getClass().getSimpleName();
  }

  private static Scope scope(String[] words, int at) {
    return words.length > at ? Scope.parse(words[at]) : Scope.GLOBAL;
  }

  private String hold(String[] words) {
    Map<String, String> options = options(words, 4);
    if (words[2].startsWith("K") && core.state().access.find(words[2]) == null) {
      key(words[2]);
    }
    asked = words[1];
    core.enter(
        new HoldRequest(
            id(words[1]),
            words[2],
            java.util.List.of(options.getOrDefault("model", "claude-sonnet-5-5")),
            Money.ofUsd(words[3]),
            Money.ofUsd(options.getOrDefault("least", words[3])),
            duration(options.getOrDefault("lifetime", "15m")),
            duration(options.getOrDefault("patience", "60s"))),
        now);
    core.pass(now, this::answered);
    if (answers.isEmpty()) {
      return "waits";
    }
    return "";
  }

  private void answered(HoldRequest request, HoldVerdict verdict) {
    String name = names.get(request.id());
    String text =
        switch (verdict) {
          case HoldVerdict.Granted(Hold hold, var _) when hold.amount().equals(request.amount()) ->
              "held";
          case HoldVerdict.Granted(Hold hold, var _) -> "held " + hold.amount().toUsd();
          case HoldVerdict.Known _ -> "known";
          case HoldVerdict.Refused(Refusal why) -> refusal(why);
          case HoldVerdict.MustWait _ -> throw new AssertionError("an answer to wait");
        };
    answers.append(name != null && name.equals(asked) ? text : " ; " + name + " " + text);
  }

  private static String refusal(Refusal why) {
    return switch (why) {
      case Refusal.TooLarge large -> "too-large " + large.budget().id();
      case Refusal.Exhausted spent ->
          "exhausted "
              + spent.budget().id()
              + (spent.freesAt() == null ? "" : " frees=" + spent.freesAt());
      case Refusal.RoomHeld held -> "room-held " + held.budget().id();
      case Refusal.KeyDead dead -> "key-dead " + dead.why();
      case Refusal.AttemptStale stale -> "stale " + stale.run() + "." + stale.token();
      case Refusal.BreakerOpen _ -> "breaker-open";
      case Refusal.Killed _ -> "killed";
      case Refusal.IdReused _ -> "id-reused";
      case Refusal.IdEnded _ -> "id-ended";
      case Refusal.Unavailable _ -> "unavailable";
    };
  }

  private String leave(String name) {
    core.leave(id(name));
    return "left";
  }

  private String end(LedgerCommand<EndReply> command) {
    return switch (core.decide(command, now)) {
      case EndReply.Ended ended ->
          "ended charged=" + ended.charged().toUsd() + " released=" + ended.released().toUsd();
      case EndReply.Corrected corrected ->
          "corrected charged="
              + corrected.charged().toUsd()
              + " actual="
              + corrected.actual().toUsd();
      case EndReply.NotOpen _ -> "not-open";
    };
  }

  /// `reconcile H1 0.20 [instead=0.30] [by=olive] [reason=invoice]`
  private String reconcile(String[] words) {
    Map<String, String> options = options(words, 3);
    String insteadOf = options.get("instead");
    ReconcileHold command =
        new ReconcileHold(
            id(words[1]),
            Money.ofUsd(words[2]),
            insteadOf == null ? null : Money.ofUsd(insteadOf),
            options.getOrDefault("by", "owner"),
            options.getOrDefault("reason", "invoice"));
    return switch (core.decide(command, now)) {
      case ReconcileReply.Reconciled(ExpiredHold known, Money before) ->
          "reconciled from=" + before.toUsd() + " to=" + known.charged().toUsd();
      case ReconcileReply.CountsOtherwise(ExpiredHold known) ->
          "counts-otherwise " + known.charged().toUsd();
      case ReconcileReply.StillOpen _ -> "open";
      case ReconcileReply.NotUnknown _ -> "not-unknown";
    };
  }

  private static Map<String, String> options(String[] words, int from) {
    Map<String, String> options = new HashMap<>();
    for (int i = from; i < words.length; i++) {
      String[] option = words[i].split("=");
      options.put(option[0], option[1]);
    }
    return options;
  }

  private String advance(Duration by) {
    now = now.plus(by);
    core.expireOverdue(now);
    return "";
  }

  private String show(String budget) {
    BudgetId id = budgetId(budget);
    return core.state().accounts.budgets(id.scope(), now).stream()
        .filter(view -> view.id().equals(id))
        .map(view ->
            "limit=%s spent=%s held=%s"
                .formatted(view.limit(), view.spent().toUsd(), view.held().toUsd()))
        .findFirst()
        .orElse("none");
  }

  private String report(String budget) {
    return core.decide(new ReportBudgets(), now).stream()
        .filter(report -> report.budget().id().equals(budgetId(budget)))
        .map(report ->
            "limit=%s standing=%s raised-until=%s frees=%s %s=%s"
                .formatted(
                    report.budget().limit(),
                    report.standing(),
                    report.raisedUntil(),
                    report.freesAt(),
                    report.isUsedUp() ? "used-up-until" : "room",
                    report.roomAt()))
        .findFirst()
        .orElse("none");
  }

  private HoldId id(String name) {
    return ids.computeIfAbsent(
        name,
        first -> {
          byte[] random = new byte[HoldId.RANDOM_BYTES];
          byte[] text = HexFormat.of().parseHex("%08x".formatted(ids.size()));
          System.arraycopy(text, 0, random, 0, text.length);
          HoldId id = HoldId.mint(now, random);
          names.put(id, name);
          return id;
        });
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
  }
}
