package dev.trafficcontrol.app.demo;

import dev.trafficcontrol.app.demo.ForcedStart.End;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.List;

/// What it came to.
///
/// @param limit of the budget that was reached
/// @param book what our book says was spent
/// @param bill what the provider says, by its own
/// @param unguarded what it billed for the same queue where nothing guarded it
/// @param branches how many branches with agents' work there are
record DemoFigures(Money limit, Money book, Money bill, Money unguarded, long branches) {

  /// What a start ends with that a budget stops.
  private static final int STOPPED_BY_BUDGET = 4;

  /// @param wasRefused whether pre-flight stopped the start that named no numbers
  Facts facts(boolean wasRefused, End forced) {
    List<String> broken = broken(wasRefused, forced);
    return Facts.of(
        "limit", limit.toUsd(),
        "book", book.toUsd(),
        "bill", bill.toUsd(),
        "unguarded", unguarded.toUsd(),
        "branches", branches,
        "runs", forced.facts().path("runs").asLong(0),
        "review", forced.facts().path("tasks").path("review").asLong(0),
        "kept", broken.isEmpty(),
        "why", String.join("; ", broken));
  }

  private List<String> broken(boolean wasRefused, End forced) {
    List<String> broken = new ArrayList<>();
    if (!wasRefused) {
      broken.add("pre-flight let the queue pass");
    }
    if (!book.equals(bill)) {
      broken.add("the book is not the bill");
    }
    if (bill.isMoreThan(limit) || book.isMoreThan(limit)) {
      broken.add("more was spent than the limit");
    }
    if (book.isZero() || branches == 0) {
      broken.add("no agent did any work");
    }
    if (forced.status() != STOPPED_BY_BUDGET) {
      broken.add("the start was to be stopped by its budget, and ended with " + forced.status());
    }
    if (!unguarded.isMoreThan(limit)) {
      broken.add("the queue was worth less than the limit");
    }
    return broken;
  }
}
