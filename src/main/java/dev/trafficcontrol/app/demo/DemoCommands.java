package dev.trafficcontrol.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program's own commands, given in the demo's home as a person would.
///
/// @param folder the one they are given in; the home is `home` in it
/// @param environment what they are run with, beside what this process has
/// @param say where each command is announced
record DemoCommands(Path folder, Map<String, String> environment, Consumer<String> say) {

  /// Says the command, and what came of it only where it failed.
  void run(String... words) {
    announce(words);
    own(words).output();
  }

  /// Says the command and shows all that it prints; returns its exit status.
  int show(String... words) {
    announce(words);
    return own(words).runInherited();
  }

  /// What it says in JSON, without a word to anybody.
  JsonNode read(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    return JsonMapper.shared().readTree(own(all.toArray(String[]::new)).output());
  }

  void announce(String... words) {
    say.accept("$ trafficctl " + ShellWords.quoted(List.of(words)));
  }

  /// The command as a process, ready to start.
  ProcessBuilder process(String... words) {
    return own(words).builder();
  }

  private OwnProcess own(String... words) {
    List<String> arguments = new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
    arguments.addAll(List.of(words));
    return OwnProcess.command(arguments, folder, environment);
  }
}
