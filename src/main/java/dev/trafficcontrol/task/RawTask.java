package dev.trafficcontrol.task;

import java.util.List;
import java.util.Map;

/// A task as its file spells it: text with line numbers, nothing checked.
///
/// @param attributes by name; the names are known ones
record RawTask(int line, String title, String description, Map<String, Value> attributes) {

  /// Every attribute there is. Anything else is a fault, not a comment.
  static final List<String> NAMES =
      List.of(
          "id",
          "project",
          "agent",
          "model",
          "priority",
          "not-before",
          "after",
          "attempts",
          "estimate");

  static String unknown(String name) {
    return "there is no attribute '" + name + "'; there are " + String.join(", ", NAMES);
  }

  record Value(int line, String text) {}

  /// @param done how many were ticked off
  record Found(List<RawTask> tasks, int done) {}

  /// A format of task files.
  interface Source {
    Found read(String text, Faults faults);

    /// How a task looks in it.
    String form();
  }
}
