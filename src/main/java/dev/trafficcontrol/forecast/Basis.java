package dev.trafficcontrol.forecast;

import java.util.Optional;

/// What a task's forecast rests on.
///
/// @param likeness how alike the tasks are that it rests on
/// @param tasks how many of them there are
public record Basis(Likeness likeness, Kind kind, int tasks) {

  /// How alike tasks are, the most alike first.
  public enum Likeness {
    PROJECT_MODEL_SIZE,
    MODEL_SIZE,
    MODEL,
    /// None of the same model: a person's word, or nothing.
    NONE
  }

  /// Enough like tasks have been done to say what nine of ten cost.
  public boolean isHistory() {
    return tasks >= Blend.ENOUGH;
  }

  /// For people: `31 like tasks: project shop, claude-sonnet-5-5, medium`.
  @Override
  public String toString() {
    if (tasks == 0) {
      return "prior: no history";
    }
    String count = tasks == 1 ? "1 like task" : tasks + " like tasks";
    return (isHistory() ? "" : "prior: only ") + count + what().map(": "::concat).orElse("");
  }

  private Optional<String> what() {
    return switch (likeness) {
      case PROJECT_MODEL_SIZE ->
          Optional.of(
              "project %s, %s, %s".formatted(kind.project(), kind.model(), kind.size().label()));
      case MODEL_SIZE -> Optional.of(kind.model() + ", " + kind.size().label());
      case MODEL -> Optional.of(kind.model());
      case NONE -> Optional.empty();
    };
  }
}
