package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.ExpiredHold;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ReconcileHold;
import dev.trafficcontrol.ledger.ReconcileReply;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.UnknownOutcomes;
import dev.trafficcontrol.money.Money;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// `ledger list --unknown` and `ledger reconcile`: the truth when it is known later.
public final class ReconcileOperations {

  private static final String SHOW_UNKNOWN = "trafficctl ledger list --unknown";

  private final Ledger ledger;
  private final Book book;

  public ReconcileOperations(Ledger ledger, Book book) {
    this.ledger = ledger;
    this.book = book;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("ledger unknown", this::unknown),
        Verb.owned("ledger reconcile", this::reconcile, "hold", "cost", "reason", "instead-of"));
  }

  private Facts unknown(Arguments arguments) {
    List<ExpiredHold> unknown = ledger.ask(new UnknownOutcomes());
    Money total = unknown.stream().map(ExpiredHold::charged).reduce(Money.ZERO, Money::plus);
    return Facts.of(
        "unknown", unknown.stream().map(ReconcileOperations::facts).toList(),
        "total", total.toUsd());
  }

  private static Facts facts(ExpiredHold expired) {
    Hold hold = expired.hold();
    HoldScope scope = hold.scope();
    Optional<AttemptBinding> attempt = Optional.ofNullable(scope.attempt());
    return Facts.of(
        "hold", hold.id(),
        "held_at", hold.heldAt(),
        "booked_at", expired.bookedAt(),
        "key", scope.key(),
        "project", attempt.map(AttemptBinding::project),
        "task", attempt.map(AttemptBinding::task),
        "run", attempt.map(AttemptBinding::run),
        "models", scope.models(),
        "charged", expired.charged().toUsd(),
        "why", why(expired));
  }

  /// Books of before it was noted still tell a deadline from everything else.
  private static String why(ExpiredHold expired) {
    return Optional.ofNullable(expired.why())
        .orElse(
            expired.bookedAt().equals(expired.hold().deadline())
                ? "its deadline passed"
                : "not noted");
  }

  private Facts reconcile(Arguments arguments) {
    HoldId id = arguments.read("hold", HoldId::parse);
    Money cost = arguments.read("cost", Money::ofUsd);
    String reason = arguments.text("reason").strip();
    if (reason.isEmpty()) {
      throw arguments.bad(
          "Who reads the book later needs the reason: an invoice, a log, a report.");
    }
    Money insteadOf = arguments.maybe("instead-of", Money::ofUsd).orElse(null);
    ReconcileHold command = new ReconcileHold(id, cost, insteadOf, arguments.by(), reason);
    return switch (ledger.ask(command)) {
      case ReconcileReply.Reconciled(ExpiredHold now, Money before) ->
          Facts.of(
              "hold", id,
              "held", now.hold().amount().toUsd(),
              "before", before.toUsd(),
              "actual", now.charged().toUsd(),
              "overrun", now.charged().isMoreThan(now.hold().amount()),
              "booked_at", now.bookedAt(),
              "breaker", breaker(now));
      case ReconcileReply.CountsOtherwise(ExpiredHold now) -> throw countsOtherwise(arguments, now);
      case ReconcileReply.StillOpen(Hold hold) ->
          throw arguments.failed(
              "Hold %s is open: its call is in flight, and ends by %s at the latest."
                  .formatted(id, hold.deadline()),
              "Wait for its end. If its cost is unknown then, it is in " + SHOW_UNKNOWN);
      case ReconcileReply.NotUnknown _ -> throw notUnknown(arguments, id);
    };
  }

  /// Where the breaker of its model stands: an overrun trips that first.
  private String breaker(ExpiredHold now) {
    Scope model = Scope.of(ScopeKind.MODEL, now.hold().scope().models().getFirst());
    return BreakerOperations.facts(model, ledger.breaker(model)).text("state");
  }

  private static CommandFailed countsOtherwise(Arguments arguments, ExpiredHold now) {
    ExpiredHold.Correction last = now.correction();
    String why =
        last == null
            ? "Hold %s counts as all of it, %s, and not as what was to be replaced."
                .formatted(now.hold().id(), now.charged())
            : "Hold %s was corrected to %s by %s at %s (%s)."
                .formatted(now.hold().id(), last.actual(), last.by(), last.at(), last.reason());
    return arguments.failed(
        why,
        "To replace that, name it: trafficctl ledger reconcile --hold %s --cost USD --reason TEXT --instead-of %s"
            .formatted(now.hold().id(), now.charged().toUsd()));
  }

  private CommandFailed notUnknown(Arguments arguments, HoldId id) {
    String why =
        lastWord(id)
            .map(word -> "The cost of hold %s is known. The book: %s.".formatted(id, word))
            .orElseGet(() -> "The book has no hold " + id + notArchived() + ".");
    return arguments.failed(why, "The holds that can be reconciled: " + SHOW_UNKNOWN);
  }

  /// A hold that was metered before the book begins is in a file; one that is unknown is not.
  private String notArchived() {
    return book.base()
        .map(base -> " after " + base.at() + ", until when it was archived")
        .orElse("");
  }

  /// What the book says of a hold last.
  private Optional<String> lastWord(HoldId id) {
    Deque<String> last = new ArrayDeque<>(1);
    book.replay(batch ->
        batch.entries().stream()
            .filter(entry -> entry.json().contains(id.text()))
            .map(Batch.Entry::event)
            .map(EventWords::of)
            .forEach(words -> {
              last.clear();
              last.add(words);
            }));
    return Optional.ofNullable(last.peek());
  }
}
