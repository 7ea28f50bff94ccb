package dev.trafficcontrol.task;

/// What is wanted, and how far it has come.
///
/// @param id `T` and a number
/// @param project its project's name
public record Task(
    String id,
    String project,
    TaskText text,
    TaskWishes wishes,
    TaskProgress progress,
    Provenance provenance) {

  public TaskState state() {
    return progress.state();
  }
}
