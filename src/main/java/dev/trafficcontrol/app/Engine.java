package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.archive.GzipArchive;
import dev.trafficcontrol.adapter.git.GitBranches;
import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.adapter.sql.SqlCleanup;
import dev.trafficcontrol.adapter.sql.SqlDryStart;
import dev.trafficcontrol.adapter.sql.SqlForecasts;
import dev.trafficcontrol.adapter.sql.SqlHistory;
import dev.trafficcontrol.adapter.sql.SqlOldBatches;
import dev.trafficcontrol.adapter.sql.SqlOutbox;
import dev.trafficcontrol.app.alerting.TestAlert;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.operation.AlertOperations;
import dev.trafficcontrol.app.operation.ArchiveOperations;
import dev.trafficcontrol.app.operation.BackupOperations;
import dev.trafficcontrol.app.operation.BookOperations;
import dev.trafficcontrol.app.operation.BreakerOperations;
import dev.trafficcontrol.app.operation.BudgetOperations;
import dev.trafficcontrol.app.operation.CleanOperations;
import dev.trafficcontrol.app.operation.ClockOperations;
import dev.trafficcontrol.app.operation.CompareOperations;
import dev.trafficcontrol.app.operation.CostOperations;
import dev.trafficcontrol.app.operation.CurrentScopes;
import dev.trafficcontrol.app.operation.DaemonOperations;
import dev.trafficcontrol.app.operation.DaemonPower;
import dev.trafficcontrol.app.operation.DoctorOperations;
import dev.trafficcontrol.app.operation.DryRunOperations;
import dev.trafficcontrol.app.operation.ForecastOperations;
import dev.trafficcontrol.app.operation.Foresight;
import dev.trafficcontrol.app.operation.HeadOperations;
import dev.trafficcontrol.app.operation.KeyOperations;
import dev.trafficcontrol.app.operation.KnownAgents;
import dev.trafficcontrol.app.operation.PreflightOperations;
import dev.trafficcontrol.app.operation.PreflightSurvey;
import dev.trafficcontrol.app.operation.PriceOperations;
import dev.trafficcontrol.app.operation.ProjectOperations;
import dev.trafficcontrol.app.operation.ReconcileOperations;
import dev.trafficcontrol.app.operation.RehearsalDesk;
import dev.trafficcontrol.app.operation.RehearseOperations;
import dev.trafficcontrol.app.operation.ReplayOperations;
import dev.trafficcontrol.app.operation.ReviewOperations;
import dev.trafficcontrol.app.operation.RunOperations;
import dev.trafficcontrol.app.operation.ScopeCheck;
import dev.trafficcontrol.app.operation.StartOperations;
import dev.trafficcontrol.app.operation.StatusOperations;
import dev.trafficcontrol.app.operation.TaskOperations;
import dev.trafficcontrol.app.operation.UsageOperations;
import dev.trafficcontrol.app.operation.UsageRecording;
import dev.trafficcontrol.app.operation.Verb;
import dev.trafficcontrol.app.operation.WorkStores;
import dev.trafficcontrol.app.prices.HomePrices;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.app.readiness.AlertsCheck;
import dev.trafficcontrol.app.readiness.DiskRoom;
import dev.trafficcontrol.app.readiness.EnvironmentCheck;
import dev.trafficcontrol.app.readiness.HomeCheck;
import dev.trafficcontrol.app.readiness.PartsCheck;
import dev.trafficcontrol.app.readiness.Programs;
import dev.trafficcontrol.app.readiness.Readiness;
import dev.trafficcontrol.app.readiness.TlsCheck;
import dev.trafficcontrol.ledger.ArchiveFile;
import dev.trafficcontrol.ledger.Archiving;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.run.Verifier;
import dev.trafficcontrol.run.Workplaces;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The verbs that every process can carry out which has a home's stores and its ledger.
final class Engine {

  private static final int CONFIRMATION_BYTES = 6;
  private static final int TEST_BYTES = 16;

  private final Surroundings surroundings;
  private final Configuration configuration;
  private final Stores stores;
  private final Ledger ledger;
  private final PricesInUse prices;
  private final Supplier<Verifier> verifier;

  /// @param verifier made when something is to be verified: most requests need none
  Engine(
      Surroundings surroundings,
      Configuration configuration,
      Stores stores,
      Ledger ledger,
      PricesInUse prices,
      Supplier<Verifier> verifier) {
    this.surroundings = surroundings;
    this.configuration = configuration;
    this.stores = stores;
    this.ledger = ledger;
    this.prices = prices;
    this.verifier = verifier;
  }

  List<Verb> verbs(DaemonPower daemon) {
    InstantSource clock = surroundings.clock();
    ScopeCheck scopes =
        new ScopeCheck(stores.projects(), stores.tasks(), stores.runs(), prices.book(), ledger);
    Workplaces places = new GitWorkplaces(surroundings.home().directory());
    KnownAgents agents = new KnownAgents(configuration.runs().agents().keySet(), prices.book());
    StatusOperations.Place place =
        new StatusOperations.Place(
            surroundings.home().toString(), stores.database().stamp().environment());
    return Stream.of(
            new DaemonOperations(daemon, stores.admissions(), ledger, clock).verbs(),
            new StatusOperations(
                    place, daemon, ledger, stores.tasks(), stores.runs(), stores.admissions())
                .verbs(),
            new ProjectOperations(stores.projects(), agents, new Repositories(places), clock)
                .verbs(),
            new TaskOperations(stores.projects(), stores.tasks(), agents, clock).verbs(),
            new CleanOperations(new SqlCleanup(stores.database()), stores.tasks(), ledger).verbs(),
            new RunOperations(stores.runs(), ledger, new RunLogs(), daemon::isRunning).verbs(),
            reviewVerbs(),
            new BudgetOperations(
                    ledger,
                    scopes::isThere,
                    new CurrentScopes(stores.tasks(), stores.runs(), stores.admissions(), ledger)
                        ::isCurrent,
                    clock)
                .verbs(),
            new KeyOperations(
                    ledger,
                    Randomness::bytes,
                    clock,
                    daemon::gateway,
                    prices.book(),
                    stores.database().stamp().environment())
                .verbs(),
            new CostOperations(ledger).verbs(),
            new BookOperations(stores.book(), this::archive).verbs(),
            new ArchiveOperations(
                    new Archiving(new SqlOldBatches(stores.database()), ledger),
                    this::archive,
                    clock)
                .verbs(),
            new UsageOperations(stores.usage(), ledger, clock).verbs(),
            replayVerbs(),
            new CompareOperations(stores.usage(), prices.book(), ledger).verbs(),
            new ReconcileOperations(ledger, stores.book()).verbs(),
            new BackupOperations(surroundings.home(), stores.database(), clock).verbs(),
            new ClockOperations(daemon, ledger, () -> stores.book().time(), surroundings::reading)
                .verbs(),
            new HeadOperations(ledger, () -> stores.book().doubt(), () -> stores.book().believe())
                .verbs(),
            new BreakerOperations(daemon::cutCalls, scopes::isThere, ledger).verbs(),
            alertVerbs(),
            priceVerbs(daemon),
            startVerbs(daemon, places))
        .flatMap(List::stream)
        .toList();
  }

  private ArchiveFile archive(Path file) {
    return new GzipArchive(file, Optional.of(stores.database().stamp().databaseId()));
  }

  private List<Verb> replayVerbs() {
    return new ReplayOperations(
            surroundings.home().toString(),
            ledger,
            configuration.capacity(),
            configuration.trips().by(prices.book()),
            new UsageRecording(
                stores.calls(),
                task ->
                    stores.tasks().find(task).map(known -> known.provenance().origin().label())),
            surroundings.clock())
        .verbs();
  }

  private List<Verb> priceVerbs(DaemonPower daemon) {
    return new PriceOperations(
            () -> prices,
            new HomePrices(surroundings.home()),
            daemon::isRunning,
            surroundings.clock())
        .verbs();
  }

  private List<Verb> alertVerbs() {
    InstantSource clock = surroundings.clock();
    return new AlertOperations(
            new SqlOutbox(stores.database()),
            AlertPath.targets(stores, configuration, clock),
            () ->
                new TestAlert(
                    configuration.environment(),
                    HexFormat.of().formatHex(Randomness.bytes(TEST_BYTES)),
                    clock.instant()))
        .verbs();
  }

  private DoctorOperations.Looks looks() {
    InstantSource clock = surroundings.clock();
    Home home = surroundings.home();
    return new DoctorOperations.Looks(
        new HomeCheck(home),
        new TlsCheck(configuration.gateway().tls(), home.directory(), clock),
        new AlertsCheck(configuration.alerts(), new SqlOutbox(stores.database()), clock),
        new PartsCheck(configuration.trips(), stores.projects(), prices.book(), ledger));
  }

  private List<Verb> reviewVerbs() {
    return new ReviewOperations(
            stores.tasks(),
            stores.projects(),
            stores.runs(),
            ledger,
            new ReviewOperations.Work(
                new GitBranches(surroundings.home().directory()), verifier, new RunLogs()),
            surroundings.clock())
        .verbs();
  }

  private List<Verb> rehearsalVerbs(WorkStores work, Foresight foresight) {
    RehearsalDesk.Terms terms =
        new RehearsalDesk.Terms(
            configuration.capacity(), configuration.trips().by(prices.book()), prices.book());
    return new RehearseOperations(
            work, new RehearsalDesk(work, ledger, foresight, terms), surroundings.clock())
        .verbs();
  }

  private List<Verb> startVerbs(DaemonPower daemon, Workplaces places) {
    InstantSource clock = surroundings.clock();
    WorkStores work = new WorkStores(stores.projects(), stores.tasks(), stores.admissions());
    Programs programs = new Programs(surroundings.environment().getOrDefault("PATH", ""));
    Readiness readiness =
        new Readiness(
            configuration,
            programs,
            places,
            prices,
            () -> SandboxProbe.probe(Containment.BUBBLEWRAP),
            DiskRoom.of(surroundings.home().directory()));
    Foresight foresight =
        new Foresight(
            new SqlHistory(stores.database()),
            new SqlForecasts(stores.database()),
            configuration.capacity().maxAgents());
    EnvironmentCheck environment =
        new EnvironmentCheck(configuration.environment(), stores.database().stamp().environment());
    PreflightSurvey survey =
        new PreflightSurvey(work, ledger, readiness, environment, foresight, clock);
    return Stream.of(
            new PreflightOperations(survey, clock).verbs(),
            new ForecastOperations(work, ledger, foresight, clock).verbs(),
            rehearsalVerbs(work, foresight),
            new StartOperations(
                    survey,
                    work,
                    ledger,
                    daemon.scheduling(),
                    () -> "start-" + HexFormat.of().formatHex(Randomness.bytes(CONFIRMATION_BYTES)),
                    clock)
                .verbs(),
            new DryRunOperations(
                    survey,
                    work,
                    new SqlDryStart(stores.database()),
                    daemon.scheduling(),
                    () -> new Containment(surroundings, configuration).agents(),
                    clock)
                .verbs(),
            new DoctorOperations(configuration, looks(), readiness, ledger, stores.database())
                .verbs())
        .flatMap(List::stream)
        .toList();
  }
}
