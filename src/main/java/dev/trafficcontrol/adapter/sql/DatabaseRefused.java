package dev.trafficcontrol.adapter.sql;

import java.nio.file.Path;

/// This database is not opened; it was left as it is. The message is for people: what it is, why it
/// is refused, and what to do.
public final class DatabaseRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  public DatabaseRefused(Path file, String why, String whatToDo) {
    this(file.toString(), why, whatToDo);
  }

  public DatabaseRefused(Path file, String why, String whatToDo, Throwable cause) {
    this(file.toString(), why, whatToDo, cause);
  }

  public DatabaseRefused(String database, String why, String whatToDo) {
    super(database + " " + why + ": " + whatToDo);
    this.why = why;
  }

  public DatabaseRefused(String database, String why, String whatToDo, Throwable cause) {
    super(database + " " + why + ": " + whatToDo, cause);
    this.why = why;
  }

  /// The reason alone, to go on after a name of the database: "is not a database".
  public String why() {
    return why;
  }
}
