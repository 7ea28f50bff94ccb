package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What the user had: a queue of stale tasks, everybody working at once, and a budget. It is
/// watched from its start until the budget is used up, and now and then somebody is killed.
///
/// A kill is due when the bill has come to a certain amount, so that none depends on how fast the
/// machine is.
final class Incident {

  /// Who is killed.
  enum Prey {
    DAEMON,
    AGENT,
    /// A process that an agent started.
    HELPER
  }

  /// @param from the bill at which it is due
  record Kill(Prey prey, Money from) {}

  private enum Turn {
    GOES_ON,
    DAEMON_KILLED,
    OVER
  }

  static final String OPUS = "claude-opus-5-5";
  static final String SONNET = "claude-sonnet-5-5";
  static final String HAIKU = "claude-haiku-5-5";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int KILLS_OF_EACH_OTHER = 3;

  final DaemonUnderAttack target;
  final List<Kill> done = new ArrayList<>();
  private final Money limit;
  private final int tasks;
  private final String isolation;
  private final Victims victims;
  private final Deque<Kill> due = new ArrayDeque<>();
  private int looks;
  private int runsBefore;

  /// @param tasks that wait; they have to be there
  Incident(DaemonUnderAttack target, Money limit, int tasks, long seed) {
    this.target = target;
    this.limit = limit;
    this.tasks = tasks;
    this.isolation = seed % 2 == 0 && Program.BUBBLEWRAP.works() ? "sandbox" : "none";
    Random random = new Random(seed);
    this.victims = new Victims(target.home, random);
    plan(random, (int) ((seed - 1) % 3)).stream()
        .sorted(Comparator.comparing(Kill::from))
        .forEach(due::add);
  }

  /// All of them while at least a fifth of the budget is left, so that who is dead is also missed.
  private List<Kill> plan(Random random, int ofDaemons) {
    List<Kill> kills = new ArrayList<>();
    for (Prey prey : Prey.values()) {
      int times = prey == Prey.DAEMON ? ofDaemons : KILLS_OF_EACH_OTHER;
      for (int i = 0; i < times; i++) {
        kills.add(new Kill(prey, Money.ofNanos(limit.nanos() / 100 * (5 + random.nextInt(75)))));
      }
    }
    return kills;
  }

  /// Daemon after daemon, until there is nobody left who could be started.
  void run() throws IOException, InterruptedException {
    boolean killed = true;
    while (killed) {
      try (DaemonUnderAttack.Life daemon = target.begin(Doom.Step.NEVER, 1, isolation)) {
        assertThat(daemon.comesUp()).as("the daemon comes up").isTrue();
        assertThat(Leftovers.of(target.home)).as("processes of the daemon before").isEmpty();
        runsBefore = target.referee.runs();
        daemon.ask(start());
        killed = goesOnUntil(daemon) == Turn.DAEMON_KILLED;
        if (!killed) {
          stop(daemon);
        }
      }
      if (killed) {
        lookAtTheDead();
      }
    }
  }

  private Turn goesOnUntil(DaemonUnderAttack.Life daemon) {
    return await()
        .atMost(LONGEST)
        .pollInterval(BETWEEN_LOOKS)
        .until(() -> turn(daemon), turn -> turn != Turn.GOES_ON);
  }

  /// One look, and whatever kills are due by then.
  private Turn turn(DaemonUnderAttack.Life daemon) throws IOException {
    Money bill = look(daemon);
    while (!due.isEmpty() && !due.getFirst().from().isMoreThan(bill)) {
      Prey prey = due.getFirst().prey();
      if (prey == Prey.DAEMON) {
        daemon.close();
      } else if (!kill(prey)) {
        return Turn.GOES_ON;
      }
      done.add(due.removeFirst());
      if (prey == Prey.DAEMON) {
        return Turn.DAEMON_KILLED;
      }
    }
    return isOver(ask(daemon, "status")) ? Turn.OVER : Turn.GOES_ON;
  }

  /// Nobody works, and nobody starts: because nobody's first call would fit, or because everybody
  /// was started and sent back.
  private boolean isOver(Facts status) {
    String waits = status.text("waits");
    return status.objects("runs").isEmpty()
        && (waits.contains("a first call may cost")
            || (waits.isEmpty() && target.referee.runs() > runsBefore));
  }

  private boolean kill(Prey prey) {
    return prey == Prey.AGENT ? victims.killAgent() : victims.killHelper();
  }

  /// The bill first: it only grows, so that the book, which is read later, has to cover it.
  private Money look(DaemonUnderAttack.Life daemon) throws IOException {
    Money bill = target.provider.bill();
    Facts hour =
        ask(daemon, "budget list").objects("budgets").stream()
            .filter(budget -> budget.text("scope").equals("global"))
            .filter(budget -> budget.text("window").equals("rolling-hour"))
            .findFirst()
            .orElseThrow();
    check(bill, Money.ofUsd(hour.text("spent")).plus(Money.ofUsd(hour.text("held"))));
    return bill;
  }

  private static Facts ask(DaemonUnderAttack.Life daemon, String what) {
    Optional<Facts> answer = daemon.ask(Request.to(what));
    assertThat(answer).as("a daemon lives as long as nobody kills it").isPresent();
    return answer.get();
  }

  private void lookAtTheDead() throws IOException {
    await().atMost(PATIENCE).until(() -> target.provider.open() == 0);
    check(target.provider.bill(), DeadHome.read(target.home).charged());
  }

  private void check(Money bill, Money book) {
    looks++;
    assertThat(bill).as("the bill at look %d is within the book", looks).isLessThanOrEqualTo(book);
    assertThat(book)
        .as("spent and held at look %d are within the limit", looks)
        .isLessThanOrEqualTo(limit);
    assertThat(target.referee.fouls()).as("tasks that two worked on at once").isEmpty();
  }

  private void stop(DaemonUnderAttack.Life daemon) throws InterruptedException {
    daemon.ask(Request.to("stop"));
    assertThat(daemon.process().endsWithin(PATIENCE.toMillis())).as("it stops").isTrue();
  }

  private Request start() {
    return Request.to("start")
        .with("confirm-up-to", "900")
        .with("confirm-tasks", tasks)
        .with("background", true);
  }

  int looks() {
    return looks;
  }

  List<Kill> stillDue() {
    return List.copyOf(due);
  }

  String isolation() {
    return isolation;
  }

  /// A queue as a file: of each 24 tasks 8 for opus, 12 for sonnet and 4 for haiku, the dear ones
  /// first, so that whoever fills slots from the front has too many of them.
  static String queue(int tasks) {
    StringBuilder list = new StringBuilder("# Stale\n\n");
    for (int i = 0; i < tasks; i++) {
      int turn = i % 24;
      String model = turn < 8 ? OPUS : turn < 20 ? SONNET : HAIKU;
      list.append("- [ ] Describe page ").append(i + 1).append("\n  model: ").append(model);
      list.append('\n');
    }
    return list.toString();
  }
}
