package dev.trafficcontrol.app;

import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.cli.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives commands of the program to a home, in this process, as a script does.
public final class Shell {

  /// What a command printed, and how it ended.
  public record Result(int exit, String out, String err) {

    public Facts json() {
      return Json.read(out);
    }
  }

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private InstantSource clock = new SteadyClock();

  public Shell(Path directory) {
    this.directory = directory;
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", directory.toString());
    environment.put("TRAFFICCONTROL_GATEWAY_LISTEN", "127.0.0.1:0");
    environment.put("TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:0");
  }

  public Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// The same home, seen by a machine whose clock is ahead of this one's, or behind.
  Shell ahead(Duration by) {
    Shell other = new Shell(directory);
    other.environment.putAll(environment);
    InstantSource here = clock;
    other.clock = () -> here.instant().plus(by);
    return other;
  }

  public Home home() {
    return new Home(directory);
  }

  Map<String, String> environment() {
    return environment;
  }

  /// The command's words, `--home` added.
  public Result run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--home", directory.toString()));
    return runAsItIs(all.toArray(String[]::new));
  }

  Result runAsItIs(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader("")),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.Traits.SCRIPT);
    int exit = Main.run(terminal, environment, clock, words);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Its `--json`, however it ends.
  Facts runJson(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    return run(all.toArray(String[]::new)).json();
  }

  /// A command that has to work; its `--json`.
  public Facts facts(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    Result result = run(all.toArray(String[]::new));
    if (result.exit() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + result);
    }
    return result.json();
  }
}
