package dev.trafficcontrol.adapter.sqlite;

import java.nio.file.Path;

/// This database is not opened; the file was left as it is. The message is for people: what it is,
/// why it is refused, and what to do.
public final class DatabaseRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  DatabaseRefused(Path file, String why, String whatToDo) {
    super(file + " " + why + ": " + whatToDo);
    this.why = why;
  }

  DatabaseRefused(Path file, String why, String whatToDo, Throwable cause) {
    super(file + " " + why + ": " + whatToDo, cause);
    this.why = why;
  }

  /// The reason alone, to go on after a name of the file: "is not a database".
  public String why() {
    return why;
  }
}
