package dev.trafficcontrol.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/// The words of the command line.
///
/// Commands are made only when they are needed: reading the annotations of all of them would cost
/// each start.
sealed interface Catalogue {

  String name();

  /// A command.
  record Leaf(String name, Function<Root, Callable<Integer>> make) implements Catalogue {}

  /// A noun with its verbs.
  record Group(String name, String description, List<Leaf> verbs) implements Catalogue {}

  static List<Catalogue> all() {
    return Stream.concat(work().stream(), money().stream()).toList();
  }

  private static List<Catalogue> work() {
    return List.of(
        leaf("demo", Demo::new),
        leaf("init", Init::new),
        leaf("doctor", Doctor::new),
        leaf("backup", Backup::new),
        leaf("restore", Restore::new),
        leaf("completion", Completion::new),
        group(
            "project",
            "Projects: what tasks are grouped by.",
            leaf("add", ProjectAdd::new),
            leaf("list", ProjectList::new),
            leaf("pause", ProjectPause::new),
            leaf("resume", ProjectResume::new)),
        group(
            "task",
            "Tasks: what is wanted.",
            leaf("add", TaskAdd::new),
            leaf("import", TaskImport::new),
            leaf("list", TaskList::new),
            leaf("show", TaskShow::new),
            leaf("approve", TaskApprove::new),
            leaf("cancel", TaskCancel::new),
            leaf("retry", TaskRetry::new)),
        group(
            "run",
            "Runs: what agents did for tasks.",
            leaf("list", RunList::new),
            leaf("show", RunShow::new),
            leaf("log", RunLog::new)),
        leaf("clean", Clean::new),
        leaf("preflight", Preflight::new),
        leaf("forecast", Forecast::new),
        leaf("rehearse", Rehearse::new),
        leaf("start", Start::new),
        leaf("gateway", Gateway::new),
        group("provider", "Stand-ins for providers.", leaf("simulate", ProviderSimulate::new)),
        leaf("status", Status::new),
        leaf("pause", Pause::new),
        leaf("resume", Resume::new),
        leaf("stop", Stop::new),
        leaf("kill", Kill::new),
        group(
            "review",
            "The branches that runs produced.",
            leaf("list", ReviewList::new),
            leaf("show", ReviewShow::new),
            leaf("accept", ReviewAccept::new),
            leaf("reject", ReviewReject::new)));
  }

  private static List<Catalogue> money() {
    return List.of(
        group(
            "budget",
            "Budgets: limits over a scope and a window.",
            leaf("list", BudgetList::new),
            leaf("set", BudgetSet::new),
            leaf("raise", BudgetRaise::new),
            leaf("disable", BudgetDisable::new)),
        group(
            "key",
            "Keys for your own agents.",
            leaf("create", KeyCreate::new),
            leaf("list", KeyList::new),
            leaf("revoke", KeyRevoke::new)),
        leaf("cost", CostShow::new),
        leaf("usage", UsageShow::new),
        leaf("replay", ReplayShow::new),
        group(
            "ledger",
            "The book: everything that moved money.",
            leaf("list", LedgerList::new),
            leaf("verify", LedgerVerify::new),
            leaf("export", LedgerExport::new),
            leaf("archive", LedgerArchive::new),
            leaf("reconcile", LedgerReconcile::new),
            leaf("compare", LedgerCompare::new),
            leaf("set-clock", LedgerSetClock::new),
            leaf("accept-head", LedgerAcceptHead::new)),
        group(
            "breaker",
            "The circuit breaker.",
            leaf("status", BreakerStatus::new),
            leaf("trip", BreakerTrip::new),
            leaf("reset", BreakerReset::new)),
        group(
            "alerts",
            "What people were told.",
            leaf("list", AlertsList::new),
            leaf("test", AlertsTest::new)),
        group(
            "prices",
            "The price book.",
            leaf("list", PricesList::new),
            leaf("check", PricesCheck::new),
            leaf("update", PricesUpdate::new)));
  }

  private static Leaf leaf(String name, Function<Root, Callable<Integer>> make) {
    return new Leaf(name, make);
  }

  private static Group group(String name, String description, Leaf... verbs) {
    return new Group(name, description, List.of(verbs));
  }
}
