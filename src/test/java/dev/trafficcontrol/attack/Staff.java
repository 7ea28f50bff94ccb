package dev.trafficcontrol.attack;

import dev.trafficcontrol.testing.Program;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Who works in a home, how many at once, and what their work has to pass.
///
/// @param command the referee's port is its last argument
/// @param model of tasks that name none
/// @param settings of the home, but for its agents
record Staff(String agent, List<String> command, String model, String verify, String settings) {

  /// Cheap enough that the burn monitor has nothing to trip about.
  static final String CHEAP_MODEL = "claude-haiku-5-5";

  /// Two at once, of whom each is a JVM, and a verification that leaves a process behind.
  static Staff reporting() {
    return new Staff(
        "reporter",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            ReportingAgent.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
            ReportingAgent.class.getName()),
        CHEAP_MODEL,
        "setsid sleep 600 > /dev/null 2>&1 & test -s made.txt",
        "capacity: { max-agents: 2, classes: { haiku: 2 } }\n");
  }

  /// The fifteen of the incident, and a burn that trips nothing: the budget alone has to hold.
  static Staff spending() {
    return new Staff(
        "spender",
        List.of(Program.PERL.path().toString(), spendingAgent().toString(), "agent"),
        Incident.SONNET,
        "test -s agent.txt",
        """
        capacity: { max-agents: 15, classes: { opus: 5, sonnet: 10, haiku: 3 } }
        breaker: { warn-per-minute: "100", trip-per-minute: "1000", warn-tokens-per-minute: 1000000000, trip-tokens-per-minute: 1000000000, trip-error-percent: 0 }
        """);
  }

  /// The text of the agent that [#spending] starts.
  static Path spendingAgent() {
    try {
      return Path.of(Objects.requireNonNull(Staff.class.getResource("spending-agent.pl")).toURI());
    } catch (URISyntaxException never) {
      throw new IllegalStateException(never);
    }
  }

  String configuration(int refereePort) {
    String words = command.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    return """
    %sagents:
      %s: { command: [%s, "%d"] }
    """
        .formatted(settings, agent, words, refereePort);
  }
}
