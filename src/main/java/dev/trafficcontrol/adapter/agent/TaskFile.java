package dev.trafficcontrol.adapter.agent;

import dev.trafficcontrol.run.Assignment;
import dev.trafficcontrol.task.TaskText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The task as a file in the run's folder, outside of the worktree.
final class TaskFile {

  private TaskFile() {}

  static void write(Assignment assignment) {
    TaskText text = assignment.text();
    String all =
        text.description().isEmpty() ? text.title() : text.title() + "\n\n" + text.description();
    try {
      Files.writeString(Path.of(assignment.place().taskFile()), all + "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(
          "the task of run " + assignment.run() + " can't be written", broken);
    }
  }
}
