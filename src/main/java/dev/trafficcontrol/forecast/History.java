package dev.trafficcontrol.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What tasks cost that were done before.
public interface History {

  int MOST = 2_000;
  Duration OLDEST = Duration.ofDays(180);

  /// Nothing was ever done.
  History NONE = _ -> List.of();

  /// The latest tasks that ended, the newest first: at most [#MOST], none that ended more than
  /// [#OLDEST] ago, and none that was cancelled, for it says nothing about one that is not.
  List<PastTask> latest(Instant now);
}
