package dev.trafficcontrol.usage;

import java.time.Instant;
import java.util.List;

/// Tells the calls one by one.
public interface CallLog {

  /// Those that ended from then to then, in the order in which they ended.
  ///
  /// @param until the first instant that no longer counts
  /// @param most how many at most, the first ones
  List<LoggedCall> calls(Instant from, Instant until, int most);
}
