package dev.trafficcontrol.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where tasks are kept. Each call is one transaction.
public interface Tasks {

  /// Adds all of them, or none. Ids in `after` must exist, or be `#1`, `#2`, …: the ordinal of
  /// another draft here.
  AddReply add(List<TaskDraft> drafts, Provenance provenance);

  Optional<Task> find(String id);

  /// In the order of their ids, from the one after `afterId` (empty: from the first), at most
  /// `limit`.
  List<Task> list(Filter filter, String afterId, int limit);

  /// How many there are in each state.
  Map<TaskState, Long> counts();

  /// Approves, cancels, retries, accepts or rejects. A task that a run has can only be cancelled:
  /// its claim can't be renewed from then on, and whatever the run ends as, it stays cancelled.
  MoveReply move(String id, TaskMove move, String by, Instant now);

  /// Replaces what is wanted. The task returns to approval and leaves the confirmation it was part
  /// of.
  MoveReply change(String id, TaskText text, TaskWishes wishes, String by, Instant now);

  /// Which tasks to list; all where a part is empty.
  record Filter(Optional<TaskState> state, Optional<String> project) {
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());
  }

  sealed interface AddReply {
    record Added(List<Task> tasks) implements AddReply {
      public Added {
        tasks = List.copyOf(tasks);
      }
    }

    /// @param draft which of them, from 0
    record Refused(int draft, String why) implements AddReply {}
  }

  sealed interface MoveReply {
    record Moved(Task task) implements MoveReply {}

    record Refused(String why) implements MoveReply {}
  }
}
