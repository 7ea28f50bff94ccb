package dev.trafficcontrol.run;

/// Reads what an agent says of its own work. Structured signals only: prose is never searched for
/// words.
public interface ResultReader {

  /// One line of its standard output.
  void line(String line);

  /// What it came to, once it has ended by itself with this exit code.
  AgentResult result(int exitCode);
}
