package dev.trafficcontrol.task;

import dev.trafficcontrol.project.ProjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task file read: everything in it, or all its faults and nothing else.
public sealed interface TaskFile {

  /// Bounds of one file, in characters and tasks.
  int LONGEST = 1_000_000;

  int MOST_TASKS = 1_000;

  /// Faults that are told at once; more are only counted as "and others".
  int MOST_FAULTS = 20;

  /// @param done tasks that were ticked off already, and are left out
  record Read(List<Entry> entries, int done) implements TaskFile {
    public Read {
      entries = List.copyOf(entries);
    }

    public List<TaskDraft> drafts() {
      return entries.stream().map(Entry::draft).toList();
    }
  }

  record Faulty(List<Fault> faults) implements TaskFile {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /// @param line where the task begins, from 1
  record Entry(int line, TaskDraft draft) {}

  /// @param line from 1
  record Fault(int line, String why) {
    @Override
    public String toString() {
      return "line " + line + ": " + why;
    }
  }

  /// Reads a checklist: `- [ ] title`, and under it, indented, attributes (`priority: 7`), then a
  /// description.
  ///
  /// @param project of tasks that name none, or null: then each has to
  static TaskFile markdown(String text, @Nullable ProjectName project) {
    return read(text, project, new MarkdownTasks());
  }

  /// Reads an array of tasks, or an object with one called `tasks`.
  static TaskFile json(String text, @Nullable ProjectName project) {
    return read(text, project, new JsonTasks());
  }

  /// Reads a table: a header with the names of attributes, then a task a row.
  static TaskFile csv(String text, @Nullable ProjectName project) {
    return read(text, project, new CsvTasks());
  }

  private static TaskFile read(String text, @Nullable ProjectName project, RawTask.Source source) {
    Faults faults = new Faults();
    if (text.length() > LONGEST) {
      faults.add(1, "the file has more than " + LONGEST + " characters");
      return new Faulty(faults.list());
    }
    RawTask.Found found = source.read(text, faults);
    if (found.tasks().isEmpty() && found.done() == 0 && faults.isEmpty()) {
      faults.add(1, "there is no task in the file: write each as " + source.form());
    }
    List<Entry> entries = new Drafts(project, faults).of(found.tasks());
    return faults.isEmpty() ? new Read(entries, found.done()) : new Faulty(faults.list());
  }
}
