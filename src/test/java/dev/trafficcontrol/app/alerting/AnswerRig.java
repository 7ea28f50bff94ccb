package dev.trafficcontrol.app.alerting;

import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.sql.SqlAdmissions;
import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlOffers;
import dev.trafficcontrol.adapter.sql.SqlOutbox;
import dev.trafficcontrol.adapter.sql.SqlTasks;
import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.Courier;
import dev.trafficcontrol.alert.Routing;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.app.config.AlertSettings;
import dev.trafficcontrol.app.config.ConfigurationReader;
import dev.trafficcontrol.app.home.OwnedControl;
import dev.trafficcontrol.app.operation.BudgetOperations;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.app.operation.Verb;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetReport;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.ReportBudgets;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.slack.SlackStandIn;
import dev.trafficcontrol.testing.slack.SlackStandIn.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Alerts on their way to Slack and answers on their way back, with real threads, a real ledger and
/// a real database; Slack is played.
final class AnswerRig implements AutoCloseable {

  static final String ANNA = "U0ANNA";
  static final String BOB = "U0BOB";
  static final BudgetId BUDGET = new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final InstantSource CLOCK = InstantSource.system();

  final SlackStandIn slack = new SlackStandIn();
  private final Path home;
  private final BookUnderTest store;
  private final List<AutoCloseable> parts = new ArrayList<>();
  private BookUnderTest.Opened opened;
  LedgerWriter ledger;
  Offers offers;
  private SqlAlerts alerts;
  private int count;
  private boolean isOpen;

  /// As [ConfigurationReader] reads them.
  String environment = "development";

  String raises = "";

  /// Put around what carries requests out.
  UnaryOperator<OwnedControl> around = UnaryOperator.identity();

  AnswerRig(Path home) {
    this.home = home;
    store = Engine.SQLITE.book(home);
    open();
    ledger.ask(new SetBudget(BUDGET, Limit.of(Money.ofUsd("10")), "owner", "rig"));
  }

  private void open() {
    isOpen = true;
    opened = store.open(home);
    ledger = opened.writer();
    offers = new SqlOffers(opened.database(), "local", () -> UUID.randomUUID().toString());
    alerts = new SqlAlerts(opened.database(), routing(), CLOCK);
  }

  private static Routing routing() {
    return new Routing(
        "H1", List.of(new Routing.Route("ops", Alert.Severity.INFO)), Optional.empty());
  }

  /// Begins to send and to listen.
  AnswerRig start() {
    Targets targets = Targets.of(settings(), new Targets.Desk(environment, offers), CLOCK);
    Courier courier =
        new Courier(
            "ops",
            targets.on().getFirst().sink().orElseThrow(),
            new SqlOutbox(opened.database()),
            routing(),
            new Courier.Letterhead(environment, _ -> List.of()),
            new Random(1));
    parts.add(Couriers.start(Map.of("ops", courier), new SqlOutbox(opened.database()), CLOCK));
    parts.add(
        AnswerService.start(
            targets.channels(),
            new AnswerService.Records(offers, alerts),
            new Deeds(
                around.apply(control()),
                Optional.empty(),
                ledger,
                new SqlAdmissions(opened.database()),
                new SqlTasks(opened.database())),
            CLOCK,
            new Random(2)));
    return this;
  }

  private AlertSettings settings() {
    return ConfigurationReader.read(
            """
            environment: %s
            alerts:
              targets:
                ops:
                  kind: slack-app
                  app-token: "${A}"
                  bot-token: "${B}"
                  channel: %s
                  allow: [%s, %s]
                  api-url: "%s"
                  %s
            """
                .formatted(environment, SlackStandIn.CHANNEL, ANNA, BOB, slack.url(), raises),
            Map.of("A", SlackStandIn.APP_TOKEN, "B", SlackStandIn.BOT_TOKEN))
        .alerts();
  }

  /// The real verb, for whoever asks.
  private OwnedControl control() {
    return new Operations(
        Optional.empty(),
        new BudgetOperations(ledger, _ -> true, _ -> true, CLOCK)
            .verbs().stream()
                .map(verb ->
                    new Verb(verb.name(), Verb.Access.ANYONE, verb.takes(), verb.operation()))
                .toList());
  }

  /// Ends the threads, as a process that ends does.
  void stop() {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception broken) {
        throw new AssertionError(broken);
      }
    }
    parts.clear();
    if (isOpen) {
      ledger.close();
      store.endAll();
      isOpen = false;
    }
  }

  /// The same home, by another process that does not listen yet.
  void reopen() {
    open();
  }

  /// The same home, by another process.
  AnswerRig restart() {
    stop();
    open();
    return start();
  }

  /// Tells that the budget is nearly spent.
  Alert alert(Answer... answers) {
    Alert alert =
        new Alert(
            "budget-threshold",
            Alert.Severity.CRITICAL,
            "news " + ++count,
            "nearly spent, number " + count,
            Instant.now(),
            AlertFacts.NONE.answeredBy(List.of(answers)));
    alerts.raise(alert);
    return alert;
  }

  Shown awaitAlert() {
    return awaitMessage(one -> one.text().contains("nearly spent, number " + count));
  }

  /// Told, arrived, and to be answered.
  Shown raiseOffered() {
    alert(new Answer.Pause(), new Answer.Raise(BUDGET, Money.ofUsd("10")));
    return awaitAlert();
  }

  Shown awaitMessage(Predicate<Shown> which) {
    await().atMost(PATIENCE).untilAsserted(() -> slack.message(which));
    return slack.message(which);
  }

  Shown awaitSaid(Shown message, String words) {
    return awaitMessage(one -> one.ts().equals(message.ts()) && one.text().contains(words));
  }

  void awaitWhisper(String words) {
    await()
        .atMost(PATIENCE)
        .until(() -> slack.whispers().stream().anyMatch(one -> one.text().contains(words)));
  }

  void awaitAcknowledged(String envelope) {
    await().atMost(PATIENCE).until(() -> slack.acknowledged().contains(envelope));
  }

  void awaitConnections(int count) {
    await().atMost(PATIENCE).until(() -> slack.connections() == count);
  }

  BudgetReport budget() {
    return ledger.ask(new ReportBudgets()).stream()
        .filter(report -> report.budget().id().equals(BUDGET))
        .findFirst()
        .orElseThrow();
  }

  String limit() {
    return budget().budget().limit().toString();
  }

  /// How often a limit was raised, by the book.
  long raisesInBook() {
    List<String> kinds = new ArrayList<>();
    opened.book().replay(batch -> batch.entries().forEach(entry -> kinds.add(entry.kind())));
    return kinds.stream().filter(kind -> kind.equals("budget-raised")).count();
  }

  @Override
  public void close() {
    stop();
    store.close();
    slack.close();
  }
}
