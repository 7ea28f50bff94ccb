package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the ledger must show, worked out the slow way from a list of everything that happened.
final class LedgerOracle {

  private record Spent(List<Scope> scopes, Instant at, BigInteger nanos) {}

  private record Open(List<Scope> scopes, BigInteger nanos) {}

  private final Map<BudgetId, Limit> limits = new HashMap<>();
  private final Map<BudgetId, LedgerEvent.BudgetRaised> raises = new HashMap<>();
  private final List<Spent> spent = new ArrayList<>();
  private final Map<HoldId, Open> open = new HashMap<>();
  private final Map<HoldId, Spent> expired = new HashMap<>();

  void take(LedgerEvent event, Instant at) {
    switch (event) {
      case LedgerEvent.Held held -> begin(held, at);
      case LedgerEvent.Shrunk shrunk ->
          open.put(
              shrunk.id(),
              new Open(require(open.get(shrunk.id())).scopes(), nanos(shrunk.amount().nanos())));
      case LedgerEvent.Settled settled -> end(settled.id(), at, settled.cost().nanos());
      case LedgerEvent.Voided voided -> end(voided.id(), at, 0);
      case LedgerEvent.Expired gone -> {
        end(gone.id(), gone.bookedAt(), gone.charged().nanos());
        expired.put(gone.id(), spent.getLast());
      }
      case LedgerEvent.Corrected corrected -> {
        Spent before = require(expired.get(corrected.id()));
        spent.remove(before);
        spent.add(new Spent(before.scopes(), before.at(), nanos(corrected.actual().nanos())));
        expired.put(corrected.id(), spent.getLast());
      }
      case LedgerEvent.BudgetSet set -> {
        limits.put(set.budget(), set.limit());
        raises.remove(set.budget());
      }
      case LedgerEvent.BudgetRaised raised -> raises.put(raised.budget(), raised);
      case LedgerEvent.KeyMinted _,
          LedgerEvent.KeyRevoked _,
          LedgerEvent.AttemptOpened _,
          LedgerEvent.AttemptClosed _,
          LedgerEvent.BreakerTripped _,
          LedgerEvent.BreakerReset _,
          LedgerEvent.BreakerClosed _,
          LedgerEvent.Killed _,
          LedgerEvent.Revived _,
          LedgerEvent.Switched _,
          LedgerEvent.ClockNoted _,
          LedgerEvent.ClockSet _ -> {}
    }
  }

  private void begin(LedgerEvent.Held held, Instant at) {
    Open twice = open.put(held.id(), new Open(held.scope().scopes(), nanos(held.amount().nanos())));
    if (twice != null) {
      throw new AssertionError("held twice: " + held.id());
    }
    limits.forEach((budget, standing) -> {
      LedgerEvent.BudgetRaised raised = raises.get(budget);
      Limit limit = raised != null && raised.until().isAfter(at) ? raised.limit() : standing;
      if (held.scope().scopes().contains(budget.scope())
          && limit instanceof Limit.Capped(Money cap)
          && over(budget, cap, at)) {
        throw new AssertionError(held + " is above " + budget + " of " + cap);
      }
    });
  }

  private boolean over(BudgetId budget, Money cap, Instant at) {
    return spent(budget.scope(), budget.window(), at)
            .add(held(budget.scope()))
            .compareTo(nanos(cap.nanos()))
        > 0;
  }

  private static <T> T require(@Nullable T known) {
    if (known == null) {
      throw new AssertionError("an event about a hold that was never there");
    }
    return known;
  }

  private void end(HoldId id, Instant at, long nanos) {
    Open ended = open.remove(id);
    if (ended == null) {
      throw new AssertionError("ended, but not open: " + id);
    }
    spent.add(new Spent(ended.scopes(), at, nanos(nanos)));
  }

  BigInteger held(Scope scope) {
    return open.values().stream()
        .filter(hold -> hold.scopes().contains(scope))
        .map(Open::nanos)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  BigInteger spent(Scope scope, Window window, Instant now) {
    return spent.stream()
        .filter(entry -> entry.scopes().contains(scope) && counts(entry.at(), window, now))
        .map(Spent::nanos)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /// The window's oldest sub-bucket counts whole.
  private static boolean counts(Instant at, Window window, Instant now) {
    return switch (window) {
      case Window.Total _ -> true;
      case RollingWindow.HOUR -> counts(at, now, Duration.ofHours(1), Duration.ofMinutes(1));
      case RollingWindow.DAY -> counts(at, now, Duration.ofDays(1), Duration.ofMinutes(15));
      case RollingWindow.WEEK -> counts(at, now, Duration.ofDays(7), Duration.ofMinutes(15));
      case RollingWindow.THIRTY_DAYS ->
          counts(at, now, Duration.ofDays(30), Duration.ofMinutes(15));
      case CalendarWindow(CalendarWindow.Period period, ZoneId zone) ->
          page(period, LocalDate.ofInstant(at, zone))
              .equals(page(period, LocalDate.ofInstant(now, zone)));
    };
  }

  /// What a wall calendar shows on that date.
  private static Object page(CalendarWindow.Period period, LocalDate date) {
    return switch (period) {
      case DAY -> date;
      case WEEK ->
          date.get(IsoFields.WEEK_BASED_YEAR) + "-" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> YearMonth.from(date);
    };
  }

  private static boolean counts(Instant at, Instant now, Duration window, Duration bucket) {
    long millis = bucket.toMillis();
    Instant bucketEnd =
        Instant.ofEpochMilli((Math.floorDiv(at.toEpochMilli(), millis) + 1) * millis);
    return bucketEnd.plus(window).isAfter(now);
  }

  private static BigInteger nanos(long nanos) {
    return BigInteger.valueOf(nanos);
  }
}
