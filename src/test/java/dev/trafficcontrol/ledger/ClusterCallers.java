package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Gateways, schedulers and owners: whoever asks the nodes for something, drawn at random. A call
/// is sent on nothing but the answer that its hold is held.
final class ClusterCallers {

  private static final List<String> KEYS = List.of("K1", "K1", "K1", "K2", "R1", "R2", "R3");

  private final Random random;
  private final ClusterStore store;
  private final ClusterReferee referee;
  private final List<HoldRequest> requests = new ArrayList<>();
  private final List<InLine> inLine = new ArrayList<>();
  private final List<InFlight> inFlight = new ArrayList<>();
  private int said;

  /// @param book the process it was asked of
  private record InLine(ClusterNode node, @Nullable ClusterBook book, Ticket.ForHold ticket) {}

  private record InFlight(ClusterNode node, @Nullable ClusterBook book, HoldId id, Money cost) {}

  ClusterCallers(Random random, ClusterStore store, ClusterReferee referee) {
    this.random = random;
    this.store = store;
    this.referee = referee;
  }

  void begin(ClusterNode node) {
    mint(node, "K1", "1.50");
    mint(node, "K2", "0.80");
    set(node, "global", Window.ROLLING_HOUR, "2.50");
    open(node, 1);
    node.round();
  }

  void ask(ClusterNode node) {
    int roll = random.nextInt(100);
    if (roll < 42) {
      hold(node);
    } else if (roll < 47) {
      again(node);
    } else if (roll < 50) {
      leave();
    } else if (roll < 85) {
      finish();
    } else if (roll < 90) {
      look(node);
    } else {
      own(node);
    }
  }

  private void hold(ClusterNode node) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldRequest request =
        new HoldRequest(
            HoldId.mint(store.now(), bytes),
            KEYS.get(random.nextInt(KEYS.size())),
            List.of("m"),
            Money.ofNanos(10_000_000L * (1 + random.nextInt(40))),
            Duration.ofSeconds(random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 300),
            Duration.ofSeconds(random.nextInt(3) * 20L));
    requests.add(request);
    ask(node, request);
  }

  /// Somebody asks once more for what was asked before, there or elsewhere.
  private void again(ClusterNode node) {
    if (!requests.isEmpty()) {
      HoldRequest request = requests.get(Math.max(0, requests.size() - 1 - random.nextInt(5)));
      if (!referee.isLost(request.id())) {
        ask(node, request);
      }
    }
  }

  void ask(ClusterNode node, HoldRequest request) {
    referee.say(
        "%s is asked for hold %s of %s by %s"
            .formatted(node.name(), request.id(), request.amount(), request.key()));
    Ticket.ForHold ticket = new Ticket.ForHold(request);
    InLine asked = new InLine(node, node.book(), ticket);
    inLine.add(asked);
    referee.whenAnswered(ticket.reply, reply -> answered(asked, reply), () -> {});
    node.submit(ticket);
  }

  private void answered(InLine asked, HoldReply reply) {
    ClusterNode node = asked.node();
    HoldId id = asked.ticket().request.id();
    boolean waits = inLine.remove(asked);
    referee.say(node.name() + " answers " + id + ": " + reply.getClass().getSimpleName());
    if (reply instanceof HoldReply.Held && waits) {
      if (node.owedBeforeThisRound()) {
        referee.broken(node.name() + " grants " + id + " before a cost it owes is written");
      }
      Money cost = Money.ofNanos(random.nextLong(asked.ticket().request.amount().nanos() + 1));
      referee.sent(node, id, cost);
      inFlight.add(new InFlight(node, asked.book(), id, cost));
    }
  }

  /// A caller goes away before it is answered; whatever the answer is, nothing is sent.
  private void leave() {
    List<InLine> waiting =
        inLine.stream()
            .filter(each -> each.book() != null && each.node().book() == each.book())
            .filter(each -> each.node().works() && !each.node().isBusy())
            .toList();
    if (!waiting.isEmpty()) {
      InLine gone = waiting.get(random.nextInt(waiting.size()));
      inLine.remove(gone);
      referee.say("whoever asked " + gone.node().name() + " for it leaves " + id(gone));
      gone.node().submit(new Ticket.Leave(gone.ticket()));
    }
  }

  private static HoldId id(InLine asked) {
    return asked.ticket().request.id();
  }

  private void finish() {
    if (!inFlight.isEmpty()) {
      finish(inFlight.remove(random.nextInt(inFlight.size())));
    }
  }

  /// What is in flight at that node ends.
  void finishAll(ClusterNode node) {
    List<InFlight> all = inFlight.stream().filter(call -> call.node() == node).toList();
    inFlight.removeAll(all);
    all.forEach(this::finish);
  }

  /// A gateway that died with its call says nothing any more.
  private void finish(InFlight call) {
    ClusterNode node = call.node();
    if (call.book() == null || node.book() != call.book() || !node.works()) {
      return;
    }
    LedgerCommand<EndReply> end = new SettleHold(call.id(), call.cost(), null);
    if (call.cost().isZero()) {
      end = new VoidHold(call.id(), "nothing was billed");
    } else if (random.nextInt(8) == 0) {
      end = new ExpireHold(call.id(), "the answer broke off");
    }
    referee.say(
        "%s is told: %s of %s".formatted(node.name(), end.getClass().getSimpleName(), call.id()));
    Ticket.ForCommand<EndReply> ticket = new Ticket.ForCommand<>(end, Ticket.Owed.YES);
    node.submitOwed(ticket);
    referee.whenAnswered(
        ticket.reply,
        reply -> referee.ended(node, call.id()),
        () -> referee.givenUp(node, call.id()));
  }

  /// Whoever looks sees no less than what was in the book when they asked.
  private void look(ClusterNode node) {
    int asked = referee.reading().events();
    Ticket.ForCommand<Money> ticket =
        new Ticket.ForCommand<>(
            (state, now) -> Decision.nothingBut(state.accounts.totalSpent()), Ticket.Owed.NO);
    ClusterBook book = node.book();
    referee.whenAnswered(ticket.reply, total -> looked(node, book, asked, total), () -> {});
    node.submit(ticket);
  }

  private void looked(ClusterNode node, @Nullable ClusterBook book, int asked, Money total) {
    boolean isLate = book == null || book.isDoomed();
    if (!isLate && !referee.reading().totalsFrom(asked).contains(total)) {
      referee.broken(node.name() + " shows " + total + " as spent, which is out of date");
    }
  }

  private void own(ClusterNode node) {
    String word = "word " + ++said;
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> set(node, "key:K1", Window.TOTAL, "" + (1 + random.nextInt(3)));
      case 3 -> set(node, "global", Window.ROLLING_HOUR, "" + (1 + random.nextInt(4)));
      case 4 ->
          tell(
              node,
              new RaiseBudget(
                  new BudgetId(Scope.parse("key:K1"), Window.TOTAL),
                  Limit.parse("4"),
                  store.now().plusSeconds(30),
                  "owner",
                  word));
      case 5 -> tell(node, new RevokeKey("K2", "owner"));
      case 6, 7, 8 -> open(node, 1 + random.nextInt(3));
      case 9, 10 -> {
        int run = 1 + random.nextInt(3);
        tell(node, new CloseAttempt("T", "R" + run, run));
      }
      case 11 -> kill(node, word);
      case 12 -> tell(node, new Revive("owner"));
      case 13 -> tell(node, new TripBreaker(TripKind.SOFT, word, "owner"));
      case 14 -> tell(node, new ResetBreaker(word, "owner"));
      default -> tell(node, new CloseBreaker(word, "owner"));
    }
    if (random.nextInt(3) == 0) {
      tell(node, new Revive("owner"));
      tell(node, new CloseBreaker(word, "owner"));
    }
  }

  private void mint(ClusterNode node, String key, String limit) {
    tell(
        node,
        new MintKey(
            new Key(key, "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.parse(limit)),
            "owner"));
  }

  private void open(ClusterNode node, int run) {
    AttemptBinding attempt = new AttemptBinding("P", "T", "R" + run, run, null);
    tell(
        node,
        new OpenAttempt(new Key("R" + run, "run", new SecretHash("2".repeat(64)), attempt, null)));
  }

  /// What was answered is in the book.
  private void set(ClusterNode node, String scope, Window window, String limit) {
    String reason = "limit " + ++said;
    BudgetId budget = new BudgetId(Scope.parse(scope), window);
    referee.whenAnswered(
        told(node, new SetBudget(budget, Limit.parse(limit), "owner", reason)).reply,
        view -> referee.acknowledged(node, reason),
        () -> {});
  }

  private void kill(ClusterNode node, String reason) {
    referee.whenAnswered(
        told(node, new Kill(reason, "owner")).reply,
        changed -> {
          if (changed) {
            referee.acknowledged(node, reason);
          }
        },
        () -> {});
  }

  private void tell(ClusterNode node, LedgerCommand<?> command) {
    told(node, command);
  }

  private <R> Ticket.ForCommand<R> told(ClusterNode node, LedgerCommand<R> command) {
    referee.say(node.name() + " is told: " + command);
    Ticket.ForCommand<R> ticket = new Ticket.ForCommand<>(command, Ticket.Owed.NO);
    node.submit(ticket);
    return ticket;
  }
}
