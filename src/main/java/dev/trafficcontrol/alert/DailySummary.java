package dev.trafficcontrol.alert;

import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells each day, at a time of its owner's, what the day before came to. Its name is the date, so
/// that it is told once however many nodes and restarts there are.
///
/// @param since when the home began: no day is told that ended before
public record DailySummary(LocalTime at, ZoneId zone, Instant since) {

  public static final String KIND = "daily-summary";

  private static final int MOST_NAMES = 5;
  private static final int NEAR_PERCENT = 75;
  private static final int PERCENT = 100;

  /// A fleet of them would drown the rest.
  private static final Set<ScopeKind> NOT_TOLD = Set.of(ScopeKind.RUN, ScopeKind.TASK);

  /// The day whose summary is to be told by then; empty before its time has come.
  public Optional<LocalDate> due(Instant now) {
    ZonedDateTime local = now.atZone(zone);
    LocalDate today = local.toLocalDate();
    return local.toLocalTime().isBefore(at) || today.atStartOfDay(zone).toInstant().isBefore(since)
        ? Optional.empty()
        : Optional.of(today.minusDays(1));
  }

  /// How a day's news is called.
  public String once(LocalDate day) {
    return day.toString();
  }

  /// @param budgets as they stand now
  public Alert of(LocalDate day, DayFigures.Source source, List<BudgetView> budgets, Instant now) {
    DayFigures figures =
        source.between(
            day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "On %s %s were spent; %d runs done, %d not"
            .formatted(day, figures.spent(), figures.runsDone(), figures.runsFailed()));
    add(sentences, "By project: ", names(figures.projects()));
    add(sentences, "By model: ", names(figures.models()));
    add(sentences, "Budgets near their limits now: ", near(budgets));
    return new Alert(KIND, Severity.INFO, once(day), String.join(". ", sentences), now);
  }

  private static void add(List<String> sentences, String label, String names) {
    if (!names.isEmpty()) {
      sentences.add(label + names);
    }
  }

  private static String names(List<TopSpender> all) {
    String first =
        all.stream()
            .limit(MOST_NAMES)
            .map(one -> one.name() + " " + one.cost())
            .collect(Collectors.joining(", "));
    return all.size() > MOST_NAMES ? first + " and " + (all.size() - MOST_NAMES) + " more" : first;
  }

  private static String near(List<BudgetView> budgets) {
    return budgets.stream()
        .filter(budget -> !NOT_TOLD.contains(budget.id().scope().kind()))
        .filter(budget -> !budget.id().scope().equals(SelfTest.SCOPE))
        .filter(DailySummary::isNear)
        .limit(MOST_NAMES)
        .map(budget -> budget.id() + " " + budget.spent() + " of $" + budget.limit())
        .collect(Collectors.joining(", "));
  }

  private static boolean isNear(BudgetView budget) {
    return budget.limit() instanceof Limit.Capped(Money limit)
        && !budget.spent().isZero()
        && budget.spent().nanos() / NEAR_PERCENT >= limit.nanos() / PERCENT;
  }
}
