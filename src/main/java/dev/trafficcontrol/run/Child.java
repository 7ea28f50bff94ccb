package dev.trafficcontrol.run;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/// A started program with everything it starts.
public interface Child {

  ChildMark mark();

  /// Waits for the program to end, at most `patience`; empty where it still runs. 128 + n where
  /// signal n ended it.
  OptionalInt awaitExit(Duration patience) throws InterruptedException;

  /// What the whole tree uses now.
  ChildUsage usage();

  /// When it last wrote to its standard output or error; its start where it never did.
  Instant lastOutput();

  /// Whether it wrote anything at all.
  boolean hasOutput();

  /// Asks every process to end, gives them `grace`, then ends all that is left and waits, for a
  /// bounded time, until nothing is. Afterwards all output has been read. May be called at any
  /// time, from any thread, more than once.
  Ending end(Duration grace);
}
