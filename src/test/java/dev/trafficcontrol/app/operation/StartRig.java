package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.adapter.agent.CommandAgent;
import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.sandbox.BubblewrapSandbox;
import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.adapter.sql.SqlAdmissions;
import dev.trafficcontrol.adapter.sql.SqlCleanup;
import dev.trafficcontrol.adapter.sql.SqlDryStart;
import dev.trafficcontrol.adapter.sql.SqlForecasts;
import dev.trafficcontrol.adapter.sql.SqlHistory;
import dev.trafficcontrol.adapter.sql.SqlOutbox;
import dev.trafficcontrol.adapter.sql.SqlProjects;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.adapter.sql.SqlTasks;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.ConfigurationReader;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.app.readiness.AlertsCheck;
import dev.trafficcontrol.app.readiness.DiskRoom;
import dev.trafficcontrol.app.readiness.EnvironmentCheck;
import dev.trafficcontrol.app.readiness.HomeCheck;
import dev.trafficcontrol.app.readiness.PartsCheck;
import dev.trafficcontrol.app.readiness.Programs;
import dev.trafficcontrol.app.readiness.Readiness;
import dev.trafficcontrol.app.readiness.TlsCheck;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.command.CommandLineProgram;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.pricing.PriceBook;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A home on disk with everything a start asks, behind the command-line program. What the machine
/// offers (sandbox, programs, key) is the test's to say; agents are played by [PlayedScheduling].
final class StartRig implements AutoCloseable {

  private static final Sender OLIVE = new Sender("olive", Optional.empty());

  static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  final Map<String, String> variables = new HashMap<>();
  String environment = "development";
  String yaml = "agents:\n  worker: { command: [worker] }\n";
  SandboxProbe.Finding sandbox = new SandboxProbe.Finding.Available(new BubblewrapSandbox("bwrap"));
  long freeBytes = 10L << 30;
  Optional<String> stamped = Optional.empty();
  Instant now = NOON;
  Terminal.Traits traits = Terminal.Traits.SCRIPT;
  String typed = "";
  String out = "";
  String err = "";

  final Path home;
  final Path programs;
  final SqliteDatabase database;
  final WorkStores stores;
  final Ledger ledger;
  final PlayedScheduling scheduling;
  private final SqliteBook book;
  private final LedgerWriter writer;
  private final InstantSource clock = () -> now;
  private final AtomicInteger confirmations = new AtomicInteger();

  StartRig(Path folder) {
    home = folder.resolve("home");
    programs = folder.resolve("bin");
    variables.put("ANTHROPIC_API_KEY", "sk-never-printed-123");
    database = SqliteDatabase.open(home, new Stamp("development", NOON, "rig"));
    stores =
        new WorkStores(
            new SqlProjects(database), new SqlTasks(database), new SqlAdmissions(database));
    book = SqliteBook.open(database, home);
    writer = LedgerWriter.open(book, clock, BookListener.NOBODY);
    ledger = writer;
    scheduling = new PlayedScheduling(new SqlQueue(database), stores, ledger, clock);
    install("worker");
  }

  void install(String program) {
    try {
      Files.createDirectories(programs);
      Path file = programs.resolve(program);
      Files.writeString(file, "#!/bin/sh\n");
      file.toFile().setExecutable(true);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  /// One command line; what it printed is in [#out] and [#err].
  int run(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream faults = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(typed)),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            new PrintStream(faults, true, StandardCharsets.UTF_8),
            traits);
    Map<String, Verb> verbs = verbs();
    int status =
        new CommandLineProgram(
                terminal,
                _ ->
                    (request, live) ->
                        new Operations(Optional.empty(), asAnyone(verbs)).ask(request, OLIVE, live),
                "test")
            .run(arguments);
    out = printed.toString(StandardCharsets.UTF_8);
    err = faults.toString(StandardCharsets.UTF_8);
    return status;
  }

  /// One request, as it reaches the daemon; the reason it gives where it refuses.
  String ask(String verb, Facts arguments) {
    return switch (new Operations(Optional.empty(), asAnyone(verbs()))
        .ask(new Request(verb, arguments), OLIVE, _ -> {})) {
      case Reply.Done(Facts facts) -> Json.line(facts);
      case Reply.Refused(Fault fault) -> fault.why();
    };
  }

  /// Who may ask is tested elsewhere.
  private static List<Verb> asAnyone(Map<String, Verb> verbs) {
    return verbs.values().stream()
        .map(verb -> new Verb(verb.name(), Verb.Access.ANYONE, verb.takes(), verb.operation()))
        .toList();
  }

  private Map<String, Verb> verbs() {
    Configuration configuration =
        ConfigurationReader.read("environment: " + environment + "\n" + yaml, variables);
    Readiness readiness =
        new Readiness(
            configuration,
            new Programs(programs.toString()),
            new GitWorkplaces(home),
            new PricesInUse(prices(), "a test"),
            () -> sandbox,
            new DiskRoom(home, _ -> freeBytes));
    Foresight foresight =
        new Foresight(
            new SqlHistory(database),
            new SqlForecasts(database),
            configuration.capacity().maxAgents());
    PreflightSurvey survey =
        new PreflightSurvey(
            stores,
            ledger,
            readiness,
            new EnvironmentCheck(configuration.environment(), stamped.orElse(environment)),
            foresight,
            clock);
    Map<String, Verb> verbs = new HashMap<>();
    Stream.of(
            new PreflightOperations(survey, clock).verbs(),
            new ForecastOperations(stores, ledger, foresight, clock).verbs(),
            rehearsal(configuration, foresight),
            new StartOperations(
                    survey,
                    stores,
                    ledger,
                    scheduling,
                    () -> "C" + confirmations.incrementAndGet(),
                    clock)
                .verbs(),
            new DryRunOperations(
                    survey,
                    stores,
                    new SqlDryStart(database),
                    scheduling,
                    () -> Map.of("worker", new CommandAgent(List.of("worker"), Map.of())),
                    clock)
                .verbs(),
            new CleanOperations(new SqlCleanup(database), stores.tasks(), ledger).verbs(),
            new DoctorOperations(
                    configuration,
                    new DoctorOperations.Looks(
                        new HomeCheck(new Home(home)),
                        new TlsCheck(Optional.empty(), home, clock),
                        new AlertsCheck(configuration.alerts(), new SqlOutbox(database), clock),
                        new PartsCheck(configuration.trips(), stores.projects(), prices(), ledger)),
                    readiness,
                    ledger,
                    database)
                .verbs(),
            new BudgetOperations(ledger, scope -> true, scope -> true, clock).verbs(),
            new BreakerOperations((scope, reason) -> {}, scope -> true, ledger).verbs(),
            new TaskOperations(
                    stores.projects(),
                    stores.tasks(),
                    new KnownAgents(configuration.runs().agents().keySet(), prices()),
                    clock)
                .verbs())
        .flatMap(List::stream)
        .forEach(verb -> verbs.put(verb.name(), verb));
    return verbs;
  }

  private List<Verb> rehearsal(Configuration configuration, Foresight foresight) {
    RehearsalDesk.Terms terms =
        new RehearsalDesk.Terms(configuration.capacity(), configuration.trips(), prices());
    return new RehearseOperations(
            stores, new RehearsalDesk(stores, ledger, foresight, terms), clock)
        .verbs();
  }

  private static PriceBook prices() {
    try (InputStream shipped = PriceBook.class.getResourceAsStream(PriceBook.RESOURCE)) {
      return PriceBook.parse(
          new String(Objects.requireNonNull(shipped).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    writer.close();
    book.close();
    database.close();
  }
}
