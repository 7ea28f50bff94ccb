package dev.trafficcontrol.app.demo;

import dev.trafficcontrol.money.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A start that is followed by what it says of each run, and told in a line every other second.
final class ForcedStart {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
  private static final int BAR = 24;
  private static final Set<String> WORKING = Set.of("assigned", "running", "verifying");

  private record Standing(String state, long attempt, Money spent) {}

  private final ObjectMapper json = JsonMapper.shared();
  private final Map<String, Standing> tasks = new HashMap<>();
  private final Money limit;
  private final Consumer<String> say;
  private final long begin = System.nanoTime();
  private long lastLine = begin - BETWEEN_LINES.toNanos();

  /// @param limit what the bars are drawn against
  ForcedStart(Money limit, Consumer<String> say) {
    this.limit = limit;
    this.say = say;
  }

  /// How it ended.
  ///
  /// @param status the command's exit status
  /// @param facts what it said at its end
  record End(int status, JsonNode facts) {}

  /// @param start the command with `--json`, ready to start
  End follow(ProcessBuilder start) {
    Process process = OwnProcess.start(start);
    try (BufferedReader live =
            new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        BufferedReader end =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder other = new StringBuilder();
      for (String line = live.readLine(); line != null; line = live.readLine()) {
        if (line.startsWith("{")) {
          heard(json.readTree(line));
        } else {
          other.append(line).append('\n');
        }
      }
      String said = end.readAllAsString();
      int status = process.waitFor();
      if (said.isBlank()) {
        throw new DemoFailed("the start ended with status " + status + ": " + other);
      }
      tell();
      return new End(status, json.readTree(said));
    } catch (IOException broken) {
      throw new DemoFailed("the start broke off", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("the demo was interrupted", stopped);
    } finally {
      process.destroy();
    }
  }

  private void heard(JsonNode step) {
    tasks.put(
        step.path("task").asString(""),
        new Standing(
            step.path("state").asString(""),
            step.path("attempt").asLong(0),
            Money.ofUsd(step.path("spent").asString(""))));
    if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
      tell();
    }
  }

  private void tell() {
    lastLine = System.nanoTime();
    Money spent = tasks.values().stream().map(Standing::spent).reduce(Money.ZERO, Money::plus);
    long part = Math.min(BAR, spent.nanos() / Math.max(1, limit.nanos() / BAR));
    say.accept(
        "%4d s  %2d working  %2d for review  %2d waiting for money  %s%s of %s  %s spent"
            .formatted(
                Duration.ofNanos(lastLine - begin).toSeconds(),
                count(task -> WORKING.contains(task.state())),
                count(task -> task.state().equals("review")),
                count(task -> task.state().equals("queued") && task.attempt() > 0),
                "█".repeat((int) part),
                "░".repeat(BAR - (int) part),
                limit,
                spent));
  }

  private long count(Predicate<Standing> which) {
    return tasks.values().stream().filter(which).count();
  }
}
