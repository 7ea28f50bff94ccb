package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresBook;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.testing.OwnersRepository;
import dev.trafficcontrol.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two homes on one database, with everything in them that their daemons work on, and who judges
/// them: the provider's bill, the referee, and the book as a third node reads it.
final class SharedWork implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  final SharingNode a;
  final SharingNode b;
  final Referee referee = new Referee();
  private final OwnersRepository repository;
  private final BillingProvider provider;
  private final PostgresDatabase database;
  private final PostgresBook book;
  private Money limit = Money.ofUsd("1");

  SharedWork(Path temporary) throws IOException {
    Path folder = temporary.toRealPath();
    PostgresAddress address = PostgresServer.empty();
    provider = BillingProvider.start(folder, 1);
    String configuration = Staff.reporting().configuration(referee.port());
    a = new SharingNode(folder, "a", address, provider.uri(), configuration);
    b = new SharingNode(folder, "b", address, provider.uri(), configuration);
    database = PostgresDatabase.open(address, DoomedGateway.stamp());
    book =
        PostgresBook.open(
            database, Files.createDirectory(folder.resolve("judge")), Optional.empty());
    repository = OwnersRepository.withOneCommit(folder.resolve("repository"));
  }

  private void prepare() {
    Staff staff = Staff.reporting();
    a.shell.facts(
        "project",
        "add",
        "shop",
        "--repo",
        repository.checkout.toString(),
        "--agent",
        staff.agent(),
        "--model",
        staff.model(),
        "--verify",
        staff.verify());
    limit(limit);
  }

  /// Tasks of persons, ready to start.
  void tasks(int count) {
    for (int i = 1; i <= count; i++) {
      a.shell.facts("task", "add", "Make number " + i, "--project", "shop");
    }
  }

  /// Two daemons with their schedulers off, of which the second is where it is said to be, and a
  /// project.
  void comeUp(SharingDaemon.Lasting leases, SharingDaemon.Machine second) throws IOException {
    a.begin(leases, SharingDaemon.Machine.THE_SAME);
    b.begin(leases, second);
    a.comesUp();
    b.comesUp();
    prepare();
  }

  /// Both are started, on one confirmation, and nothing is admitted yet.
  ///
  /// @param mostOfB how many agents there may be at once as far as the second is concerned; the
  ///   first admits only where there is none
  void startBoth(int mostOfB) {
    a.shell.facts("pause");
    a.start(1);
    b.start(mostOfB);
  }

  /// Lets the first have a run, and then the second have its own.
  void goOn() {
    b.receive(Signals.STOP);
    a.shell.facts("resume");
    await().atMost(PATIENCE).until(() -> tasks().stream().anyMatch(task -> task.state().isLive()));
    b.receive(Signals.CONT);
  }

  /// The global budgets, from now on.
  void limit(Money most) {
    limit = most;
    for (String window : List.of("rolling-hour", "rolling-day")) {
      a.shell.facts(
          "budget", "set", "--scope", "global", "--window", window, "--limit", most.toUsd());
    }
  }

  DeadHome records() {
    return DeadHome.of(database, book);
  }

  List<Task> tasks() {
    return DeadHome.tasks(database);
  }

  void awaitAllDone() {
    await()
        .atMost(PATIENCE)
        .until(() -> tasks().stream().allMatch(task -> task.state() == TaskState.REVIEW));
  }

  /// In this order: what is billed and answered at one moment is in the book at any later one.
  DeadHome check() throws IOException {
    await().atMost(PATIENCE).until(() -> provider.open() == 0);
    Money bill = provider.bill();
    List<String> acknowledged = new ArrayList<>(a.acknowledged());
    acknowledged.addAll(b.acknowledged());
    DeadHome found = records();
    System.out.printf(
        "bill %s, book %s (of which %s open), limit %s, %d agents, %d tasks, %d runs%n",
        bill,
        found.charged(),
        found.book().held(),
        limit,
        referee.runs(),
        found.tasks().size(),
        found.runs().size());
    assertThat(bill).isLessThanOrEqualTo(found.charged());
    assertThat(found.charged()).isLessThanOrEqualTo(limit);
    assertThat(found.book().budgets())
        .allSatisfy(budget -> {
          if (budget.limit() instanceof Limit.Capped(Money most)) {
            assertThat(budget.spent().plus(budget.held())).isLessThanOrEqualTo(most);
          }
        });
    assertThat(found.everHeld()).containsAll(acknowledged);
    assertThat(acknowledged).doesNotHaveDuplicates();
    return found;
  }

  @Override
  public void close() throws IOException {
    a.close();
    b.close();
    book.close();
    database.close();
    referee.close();
    provider.close();
  }
}
