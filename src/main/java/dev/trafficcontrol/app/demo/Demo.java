package dev.trafficcontrol.app.demo;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A queue of a dozen tasks worth more than the budget, worked by real agents in a real repository.
public final class Demo {

  /// Reached after about half of the tasks.
  private static final Money LIMIT = Money.ofUsd("1.50");

  private static final String MODEL = "claude-opus-5-5";
  private static final String KEY = "sk-ant-demo-not-a-real-key";

  /// What a start ends with when a budget stops it.
  private static final int STOPPED_BY_BUDGET = 4;

  private final Consumer<String> say;
  private final boolean isSandboxed;

  /// @param isSandboxed whether agents can be walled off on this machine
  public Demo(Consumer<String> say, boolean isSandboxed) {
    this.say = say;
    this.isSandboxed = isSandboxed;
  }

  /// Runs it in `folder`, which must be empty.
  public Facts run(Path folder) {
    Path home = folder.resolve("home");
    DemoRepository repository = DemoRepository.make(folder.resolve("weather-station"));
    try (DemoProvider provider =
        DemoProvider.start(folder.resolve("bill.jsonl"), KEY, folder.resolve("provider.log"))) {
      Commands commands = new Commands(home, environment(provider, folder.resolve("state")));
      introduce();
      commands.run("init");
      commands.run(
          "project",
          "add",
          "weather",
          "--repo",
          folder.resolve("weather-station").toString(),
          "--agent",
          "built-in",
          "--model",
          MODEL,
          "--verify",
          "test -s README.md");
      Path tasks = Files.writeString(folder.resolve("tasks.md"), DemoTasks.markdown());
      commands.run("task", "import", tasks.toString(), "--project", "weather", "--approve");
      commands.run(
          "budget",
          "set",
          "--scope",
          "global",
          "--window",
          "rolling-hour",
          "--limit",
          LIMIT.toUsd());
      int status =
          commands.show(
              "start",
              "--confirm-up-to",
              "100",
              "--confirm-tasks",
              String.valueOf(DemoTasks.count()),
              "--until-idle");
      String book = commands.read("cost", "--json").path("total").asString("");
      return figures(status, book, provider.billed(), repository.branches());
    } catch (IOException failed) {
      throw new DemoFailed("the demo can't write in " + folder, failed);
    }
  }

  private void introduce() {
    say.accept(
        "%d tasks, agents that edit a real git repository, a simulated provider, and a budget of %s."
            .formatted(DemoTasks.count(), LIMIT));
    if (!isSandboxed) {
      say.accept(
          "bubblewrap is not to be had here, so the demo's own agents work without a sandbox (isolation: none).");
    }
    say.accept("");
  }

  /// @param state what a home leaves outside of itself
  private Map<String, String> environment(DemoProvider provider, Path state) throws IOException {
    return Map.of(
        "XDG_STATE_HOME",
        state.toString(),
        "ANTHROPIC_API_KEY",
        KEY,
        "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL",
        provider.uri().toString(),
        "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_OTHER_HOMES",
        "allow", // nobody's money
        "TRAFFICCONTROL_GATEWAY_LISTEN",
        "127.0.0.1:" + freePort(),
        "TRAFFICCONTROL_CAPACITY_CLASSES_OPUS",
        "2",
        "TRAFFICCONTROL_ISOLATION",
        isSandboxed ? "sandbox" : "none");
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static Facts figures(int status, String book, String bill, long branches) {
    List<String> broken = new ArrayList<>();
    Money booked = Money.ofUsd(book);
    Money billed = Money.ofUsd(bill);
    if (!booked.equals(billed)) {
      broken.add("the book is not the bill");
    }
    if (billed.isMoreThan(LIMIT) || booked.isMoreThan(LIMIT)) {
      broken.add("more was spent than the limit");
    }
    if (booked.isZero() || branches == 0) {
      broken.add("no agent did any work");
    }
    if (status != 0 && status != STOPPED_BY_BUDGET) {
      broken.add("start ended with status " + status);
    }
    return Facts.of(
        "limit", LIMIT.toUsd(),
        "book", booked.toUsd(),
        "bill", billed.toUsd(),
        "branches", branches,
        "kept", broken.isEmpty(),
        "why", String.join("; ", broken));
  }

  /// Removes what a demo left, and whatever agents wrote.
  public static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException left) {
      throw new DemoFailed("the demo's folder " + folder + " was not removed", left);
    }
  }

  /// The program's own commands, in the demo's home.
  private final class Commands {

    private final Path home;
    private final Map<String, String> environment;

    Commands(Path home, Map<String, String> environment) {
      this.home = home;
      this.environment = environment;
    }

    /// Says the command as a person would give it, and what came of it only where it failed.
    void run(String... words) {
      announce(words);
      own(words).output();
    }

    /// Says the command and shows all that it prints.
    int show(String... words) {
      announce(words);
      return own(words).runInherited();
    }

    JsonNode read(String... words) {
      return JsonMapper.shared().readTree(own(words).output());
    }

    private void announce(String... words) {
      say.accept("$ trafficctl " + ShellWords.quoted(List.of(words)));
    }

    private OwnProcess own(String... words) {
      List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
      arguments.addAll(List.of(words));
      return OwnProcess.command(arguments, environment);
    }
  }
}
