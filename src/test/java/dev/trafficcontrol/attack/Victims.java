package dev.trafficcontrol.attack;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Processes of runs, to be ended as `kill -9` does from outside, whoever is the next.
///
/// Of each task one agent at most is taken, so that none fails for being unlucky.
final class Victims {

  private final Path home;
  private final String agentsText = Staff.spendingAgent().toString();
  private final Random random;
  private final Set<String> tasksTaken = new HashSet<>();

  Victims(Path home, Random random) {
    this.home = home;
    this.random = random;
  }

  /// Kills an agent; false where there is none just now.
  boolean killAgent() {
    return kill("agent");
  }

  /// Kills a process that an agent started; false where there is none just now.
  boolean killHelper() {
    return kill("helper");
  }

  private boolean kill(String role) {
    List<Leftovers.Found> there =
        Leftovers.in(home).stream()
            .filter(process -> isOf(process, role))
            .filter(process -> !tasksTaken.contains(process.task()))
            .sorted(Comparator.comparingLong(Leftovers.Found::pid))
            .toList();
    if (there.isEmpty()) {
      return false;
    }
    Leftovers.Found victim = there.get(random.nextInt(there.size()));
    if (role.equals("agent")) {
      tasksTaken.add(victim.task());
    }
    return ProcessHandle.of(victim.pid()).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /// The sandbox around an agent has the same words in its command line, later.
  private boolean isOf(Leftovers.Found process, String role) {
    List<String> words = process.words();
    return words.size() > 2 && words.get(1).equals(agentsText) && words.get(2).equals(role);
  }
}
