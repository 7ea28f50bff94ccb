package dev.trafficcontrol.rehearsal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One agent and the calls that it made, by the time they were made.
///
/// @param work what it worked at, or null where it is a person's own, which no queue started
/// @param model the one whose class its slot counts in
/// @param startsAt since the recording's begin; null where it still waited when the recording ended
public record RecordedAgent(
    String id,
    String key,
    @Nullable Work work,
    String model,
    @Nullable Duration startsAt,
    List<RecordedCall> calls) {

  /// A task of the queue.
  ///
  /// @param origin where it came from: `person`, `import`, `source`, `test` or `demo`
  public record Work(String project, String task, String origin) {}

  public RecordedAgent {
    calls = List.copyOf(calls);
  }
}
