package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where runs are kept. Each call is one transaction; a run whose end is known changes no more.
///
/// The queue writes the intent, in the transaction of its claim.
public interface RunStore {

  /// From here on a place may exist.
  void starting(String run);

  /// The place exists; nothing has run there.
  void placed(String run, Workplace place, String session);

  void running(String run, ChildMark process, Instant now);

  /// What the agent left is on its branch, and the command that verifies it may be running.
  void verifying(String run, Collected collected);

  /// The command that verifies is running.
  void verifying(String run, ChildMark process);

  /// Once: the first end stays.
  void ended(String run, Collected collected, Verdict verdict, Instant now);

  Optional<RunRecord> find(String run);

  /// Runs of this node that have not ended.
  List<RunRecord> open(String node);

  /// The last ones, newest first.
  List<RunRecord> recent(int limit);

  /// Those that ended after that time, the last that ended first.
  List<RunRecord> endedAfter(Instant since, int limit);

  /// The failure of the task's last attempt before this one that was not interrupted, where the run
  /// was to blame.
  Optional<String> failureBefore(String task, int attempt);
}
