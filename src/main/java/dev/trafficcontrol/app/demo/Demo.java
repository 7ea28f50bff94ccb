package dev.trafficcontrol.app.demo;

import dev.trafficcontrol.app.demo.ForcedStart.End;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
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

/// The incident on this program as it comes: a queue of 71 tasks, most of them left behind by
/// tests, 15 agents asked for, and nothing configured but what that day's configuration said.
public final class Demo {

  /// How many times faster than a real provider the simulated one is, and so burn, too.
  private static final int TIME_FACTOR = 100;

  private static final String REPOSITORY = "weather-station";
  private static final String WANTED = "wanted.md";
  private static final String LEFTOVERS = "leftovers.md";
  private static final String KEY = "sk-ant-demo-not-a-real-key";
  private static final int AGENTS = UnguardedPolicy.OPUS_AGENTS + UnguardedPolicy.SONNET_AGENTS;

  /// What a start ends with that pre-flight refuses.
  private static final int REFUSED = 3;

  private final Consumer<String> say;
  private final boolean isSandboxed;

  /// @param isSandboxed whether agents can be walled off on this machine
  public Demo(Consumer<String> say, boolean isSandboxed) {
    this.say = say;
    this.isSandboxed = isSandboxed;
  }

  /// Runs it in `folder`, which must be empty.
  public Facts run(Path folder) {
    DemoRepository repository = DemoRepository.make(folder.resolve(REPOSITORY));
    try (DemoProvider provider =
        DemoProvider.start(folder, "bill.jsonl", KEY, String.valueOf(TIME_FACTOR))) {
      DemoCommands commands =
          new DemoCommands(folder, environment(provider, folder.resolve("state")), say);
      introduce();
      prepare(commands, folder);
      int asked = start(commands);
      Money limit = limit(commands);
      End forced = force(commands, limit);
      say.accept("");
      say.accept(
          "The same queue once more, by the policy of that day: "
              + AGENTS
              + " at once, nothing asks what they cost ...");
      Money unguarded = unguarded(folder);
      return new DemoFigures(
              limit,
              Money.ofUsd(commands.read("cost").path("total").asString("")),
              Money.ofUsd(provider.billed()),
              unguarded,
              repository.branches())
          .facts(asked == REFUSED, forced)
          .with(
              "curve",
              SpendCurve.of(commands.read("ledger", "list", "--limit", "10000").path("events")));
    } catch (IOException failed) {
      throw new DemoFailed("the demo can't write in " + folder, failed);
    }
  }

  private void introduce() {
    say.accept(
        "The incident, with everything real but the provider: git, HTTP, agents in processes of their own.");
    if (!isSandboxed) {
      say.accept(
          "bubblewrap is not to be had here, so the demo's own agents work without a sandbox (isolation: none).");
    }
    title("A queue nobody looked at");
  }

  private void title(String text) {
    say.accept("");
    say.accept("── " + text + " ──");
  }

  private static void prepare(DemoCommands commands, Path folder) throws IOException {
    commands.run("init");
    commands.run(
        "project",
        "add",
        "weather",
        "--repo",
        REPOSITORY,
        "--agent",
        "built-in",
        "--model",
        DemoQueue.SONNET,
        "--verify",
        "test -s README.md");
    Files.writeString(folder.resolve(WANTED), DemoQueue.markdown(DemoQueue.wanted(), 8));
    Files.writeString(folder.resolve(LEFTOVERS), DemoQueue.markdown(DemoQueue.junk(), 5));
    commands.run("task", "import", WANTED, "--project", "weather", "--approve");
    commands.run(
        "task", "import", LEFTOVERS, "--project", "weather", "--origin", "test", "--approve");
  }

  private int start(DemoCommands commands) {
    title("Somebody starts it, with that day's " + AGENTS + " agents");
    return commands.show("start", "--max-agents", String.valueOf(AGENTS));
  }

  /// That of the last hour: the first to be reached by whoever works at speed.
  private static Money limit(DemoCommands commands) {
    for (JsonNode budget : commands.read("budget", "list").path("budgets")) {
      if (budget.path("scope").asString("").equals("global")
          && budget.path("window").asString("").equals("rolling-hour")) {
        return Money.ofUsd(budget.path("limit").asString(""));
      }
    }
    throw new DemoFailed("there is no budget of the hour");
  }

  private End force(DemoCommands commands, Money limit) {
    title("Somebody insists, and names the numbers");
    String[] words = {
      "start",
      "--max-agents",
      String.valueOf(AGENTS),
      "--confirm-up-to",
      "500",
      "--confirm-tasks",
      String.valueOf(DemoQueue.wanted().size() + DemoQueue.junk().size()),
      "--until-idle"
    };
    commands.announce(words);
    List<String> withJson = new ArrayList<>(List.of(words));
    withJson.add("--json");
    return new ForcedStart(limit, say).follow(commands.process(withJson.toArray(String[]::new)));
  }

  private static Money unguarded(Path folder) {
    try (DemoProvider provider = DemoProvider.start(folder, "unguarded-bill.jsonl", KEY, "none")) {
      List<DemoQueue.Item> queue =
          Stream.concat(DemoQueue.wanted().stream(), DemoQueue.junk().stream()).toList();
      return new UnguardedPolicy(provider, KEY, folder.resolve("unguarded")).spend(queue);
    }
  }

  /// @param state what a home leaves outside of itself
  private Map<String, String> environment(DemoProvider provider, Path state) throws IOException {
    return Map.ofEntries(
        Map.entry("XDG_STATE_HOME", state.toString()),
        Map.entry("ANTHROPIC_API_KEY", KEY),
        Map.entry("OPUS_SESSION_LIMIT", String.valueOf(UnguardedPolicy.OPUS_AGENTS)),
        Map.entry("SONNET_SESSION_LIMIT", String.valueOf(UnguardedPolicy.SONNET_AGENTS)),
        Map.entry("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString()),
        // nobody's money
        Map.entry("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_OTHER_HOMES", "allow"),
        Map.entry("TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:0"),
        Map.entry("TRAFFICCONTROL_GATEWAY_LISTEN", "127.0.0.1:" + freePort()),
        Map.entry(
            "TRAFFICCONTROL_BREAKER_WARN_PER_MINUTE",
            BurnLimits.DEFAULT.warnPerMinute().times(TIME_FACTOR).toUsd()),
        Map.entry(
            "TRAFFICCONTROL_BREAKER_TRIP_PER_MINUTE",
            BurnLimits.DEFAULT.tripPerMinute().times(TIME_FACTOR).toUsd()),
        Map.entry("TRAFFICCONTROL_ISOLATION", isSandboxed ? "sandbox" : "none"),
        Map.entry(
            "TRAFFICCONTROL_BREAKER_WARN_TOKENS_PER_MINUTE",
            String.valueOf(TripLimits.TokenLimits.DEFAULT.warnPerMinute() * TIME_FACTOR)),
        Map.entry(
            "TRAFFICCONTROL_BREAKER_TRIP_TOKENS_PER_MINUTE",
            String.valueOf(TripLimits.TokenLimits.DEFAULT.tripPerMinute() * TIME_FACTOR)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
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
}
