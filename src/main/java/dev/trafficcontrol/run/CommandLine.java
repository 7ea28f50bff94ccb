package dev.trafficcontrol.run;

import java.util.List;
import java.util.Map;

/// What is really started: a [Program] inside its walls.
///
/// @param arguments may be seen by everybody on the machine, so no secret is among them
/// @param environment all of it
/// @param directory where it starts
/// @param input the file that is its standard input; `/dev/null` for none
/// @param wrappers how many processes at the top of its tree belong to the sandbox: these are never
///   asked to end politely, since they would take the agent with them before it could
public record CommandLine(
    List<String> arguments,
    Map<String, String> environment,
    String directory,
    String input,
    int wrappers) {

  public static final String NO_INPUT = "/dev/null";

  public CommandLine {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return "CommandLine" + arguments;
  }
}
