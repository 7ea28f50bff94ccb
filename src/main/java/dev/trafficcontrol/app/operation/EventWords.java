package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The book's events as people read them: what happened, to whom, by whom, and why.
final class EventWords {

  private EventWords() {}

  static String of(LedgerEvent event) {
    return switch (event) {
      case LedgerEvent.Held held ->
          "held %s for %s until %s: hold %s"
              .formatted(held.amount(), payer(held.scope()), held.deadline(), held.id());
      case LedgerEvent.Shrunk shrunk ->
          "hold %s lowered to %s".formatted(shrunk.id(), shrunk.amount());
      case LedgerEvent.Settled settled ->
          "hold %s settled at %s".formatted(settled.id(), settled.cost());
      case LedgerEvent.Voided voided ->
          "hold %s ended for nothing%s".formatted(voided.id(), because(voided.proof()));
      case LedgerEvent.Expired expired ->
          "hold %s charged in full, %s%s"
              .formatted(expired.id(), expired.charged(), because(expired.why()));
      case LedgerEvent.Corrected corrected ->
          "hold %s corrected from %s to %s%s"
              .formatted(
                  corrected.id(),
                  corrected.charged(),
                  corrected.actual(),
                  corrected.by() == null
                      ? ": it became known after all"
                      : by(corrected.by(), corrected.reason()));
      case LedgerEvent.BudgetSet set ->
          "budget %s, %s, set to %s%s"
              .formatted(
                  set.scope(), set.window().label(), set.limit(), by(set.by(), set.reason()));
      case LedgerEvent.BudgetRaised raised ->
          "budget %s, %s, raised to %s until %s%s"
              .formatted(
                  raised.scope(),
                  raised.window().label(),
                  raised.limit(),
                  raised.until(),
                  by(raised.by(), raised.reason()));
      case LedgerEvent.KeyMinted minted ->
          "key %s (%s) minted%s"
              .formatted(
                  minted.key().id(), minted.key().name(), by(minted.by(), rules(minted.key())));
      case LedgerEvent.KeyRevoked gone -> "key " + gone.key() + " revoked" + by(gone.by(), null);
      case LedgerEvent.AttemptOpened opened ->
          "run %s of task %s may spend".formatted(opened.run(), opened.task());
      case LedgerEvent.AttemptClosed closed ->
          "run %s of task %s may spend no more".formatted(closed.run(), closed.task());
      case LedgerEvent.BreakerTripped trip ->
          "%s tripped, %s%s"
              .formatted(
                  BreakerName.of(trip.over()),
                  trip.kind().name().toLowerCase(Locale.ROOT),
                  by(trip.by(), trip.reason()));
      case LedgerEvent.BreakerReset reset ->
          BreakerName.of(reset.over()) + " half-open" + by(reset.by(), reset.reason());
      case LedgerEvent.BreakerClosed closed ->
          BreakerName.of(closed.over()) + " closed" + by(closed.by(), closed.reason());
      case LedgerEvent.Killed killed -> "killed" + by(killed.by(), killed.reason());
      case LedgerEvent.Revived revived -> "the kill taken back" + by(revived.by(), null);
      case LedgerEvent.Switched used -> used.what() + by(used.by(), used.reason());
      case LedgerEvent.ClockNoted noted -> "the clock says " + noted.reading().wall();
      case LedgerEvent.Checkpointed noted ->
          "what the book added up to at batch " + noted.batch() + " was written down";
      case LedgerEvent.Archived old ->
          "batches up to %d, until %s, archived into %s%s"
              .formatted(old.batch(), old.until(), old.file(), by(old.by(), null));
      case LedgerEvent.ClockSet set ->
          "clock set from %s to %s%s"
              .formatted(set.from(), set.to().wall(), by(set.by(), set.reason()));
    };
  }

  /// Blank where it has none.
  private static String rules(Key key) {
    KeyRules rules = key.ruled();
    List<String> said = new ArrayList<>();
    if (rules.models() != null) {
      said.add("for " + String.join(" and ", rules.models()) + " only");
    }
    if (rules.maxTokens() != null) {
      said.add("answers of at most " + rules.maxTokens() + " tokens");
    }
    if (rules.callsPerMinute() != null) {
      said.add("at most " + rules.callsPerMinute() + " calls a minute");
    }
    if (rules.allowsLowering()) {
      said.add("longer answers than the budgets afford made shorter");
    }
    return String.join(", ", said);
  }

  /// Whom a hold is for: a run and all above it, or a key that stands alone; and its models.
  private static String payer(HoldScope scope) {
    AttemptBinding attempt = scope.attempt();
    String who =
        attempt == null
            ? "key " + scope.key()
            : "run %s of task %s in %s".formatted(attempt.run(), attempt.task(), attempt.project());
    return who + " on " + String.join(" and ", scope.models());
  }

  private static String by(String who, @Nullable String reason) {
    return " by " + who + because(reason);
  }

  private static String because(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "" : ": " + reason;
  }
}
