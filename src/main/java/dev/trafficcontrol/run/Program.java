package dev.trafficcontrol.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program to run for somebody who is not trusted: its arguments, the whole of its environment,
/// and what it needs to read.
///
/// @param arguments the program and its arguments; no shell ever reads them
/// @param environment all variables it gets; nothing is inherited
/// @param reads files and folders that it needs and that the walls may hide, such as the program's
///   own
/// @param input the file that is its standard input, or empty for none
public record Program(
    List<String> arguments,
    Map<String, String> environment,
    List<String> reads,
    Optional<String> input) {

  public Program {
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      throw new IllegalArgumentException("a program has a name");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    reads = List.copyOf(reads);
  }

  /// Without the values of the environment, which hold the run's key.
  @Override
  public String toString() {
    return "Program" + arguments + " with " + environment.keySet().stream().sorted().toList();
  }
}
