package dev.trafficcontrol.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The built-in agent as a program: works the task of its run in the current directory.
public final class Main {

  private static final int FAILED = 1;

  /// The gateway refused money: nothing the agent could do better (`EX_TEMPFAIL` of sysexits.h).
  private static final int NO_MONEY = 75;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(work(System.getenv()));
  }

  private static int work(Map<String, String> environment) {
    try {
      String task = Files.readString(Path.of(needed(environment, "TRAFFICCONTROL_TASK_FILE")));
      BuiltInAgent agent =
          new BuiltInAgent(
              needed(environment, "ANTHROPIC_BASE_URL"),
              needed(environment, "ANTHROPIC_AUTH_TOKEN"),
              environment,
              System.out::println);
      String model = needed(environment, "TRAFFICCONTROL_MODEL");
      System.out.println(agent.work(Path.of("").toAbsolutePath(), model, task));
      return 0;
    } catch (MoneyRefused refused) {
      System.err.println(refused.getMessage());
      return NO_MONEY;
    } catch (IOException unreadable) {
      System.err.println("the task can't be read: " + unreadable);
      return FAILED;
    } catch (GaveUp failed) {
      System.err.println(failed.getMessage());
      return FAILED;
    }
  }

  private static String needed(Map<String, String> environment, String name) {
    @Nullable String value = environment.get(name);
    if (value == null) {
      throw new GaveUp("the agent needs the variable " + name);
    }
    return value;
  }
}
