package dev.trafficcontrol.task;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.ProjectName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns what a file spells into drafts, and says where it can't.
final class Drafts {

  private final @Nullable ProjectName fallback;
  private final Faults faults;

  Drafts(@Nullable ProjectName fallback, Faults faults) {
    this.fallback = fallback;
    this.faults = faults;
  }

  List<TaskFile.Entry> of(List<RawTask> raw) {
    Map<String, Integer> labels = labels(raw);
    Dependencies dependencies = new Dependencies(labels, faults);
    List<TaskFile.Entry> entries = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      RawTask task = raw.get(i);
      List<String> after = dependencies.of(i, task);
      TaskDraft draft = checked(task.line(), () -> draft(task, after));
      if (draft != null) {
        entries.add(new TaskFile.Entry(task.line(), draft));
      }
    }
    dependencies.refuseCircles(raw);
    return entries;
  }

  private Map<String, Integer> labels(List<RawTask> raw) {
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      RawTask.Value label = raw.get(i).attributes().get("id");
      if (label == null) {
        continue;
      }
      if (!Dependencies.LABEL.matcher(label.text()).matches()) {
        faults.add(
            label.line(),
            "'"
                + label.text()
                + "' can't be an id here: use letters, digits, - and _, not T and a number");
      } else if (labels.put(label.text(), i) != null) {
        faults.add(label.line(), "another task has the id '" + label.text() + "'");
      }
    }
    return labels;
  }

  private @Nullable TaskDraft draft(RawTask task, List<String> after) {
    ProjectName project = value(task, "project", ProjectName::new, fallback);
    String agent = value(task, "agent", Function.identity(), null);
    String model = value(task, "model", Function.identity(), null);
    Integer priority = value(task, "priority", Drafts::number, TaskWishes.NORMAL);
    Instant notBefore = value(task, "not-before", Drafts::instant, null);
    Integer attempts = value(task, "attempts", Drafts::number, TaskWishes.DEFAULT_ATTEMPTS);
    Money estimate = value(task, "estimate", Money::ofUsd, null);
    if (project == null || priority == null || attempts == null) {
      if (!task.attributes().containsKey("project") && project == null) {
        faults.add(task.line(), "the task names no project, and none was given for the file");
      }
      return null;
    }
    AgentWish wish = new AgentWish(agent, model);
    TaskWishes wishes = new TaskWishes(wish, priority, notBefore, after, attempts, estimate);
    return new TaskDraft(project, new TaskText(task.title(), task.description()), wishes);
  }

  /// The attribute read, `otherwise` where it isn't there, null where it is faulty, which is noted.
  private <T> @Nullable T value(
      RawTask task, String name, Function<String, T> reader, @Nullable T otherwise) {
    RawTask.Value value = task.attributes().get(name);
    return value == null ? otherwise : checked(value.line(), () -> reader.apply(value.text()));
  }

  private <T> @Nullable T checked(int line, Attempt<T> attempt) {
    try {
      return attempt.make();
    } catch (IllegalArgumentException refused) {
      faults.add(line, String.valueOf(refused.getMessage()));
      return null;
    }
  }

  private static Integer number(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number");
    }
    return Integer.valueOf(text);
  }

  private static Instant instant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException other) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time: write it in UTC, like 2026-11-23T08:00:00Z or 2026-11-23",
          other);
    }
  }

  private interface Attempt<T> {
    @Nullable T make();
  }
}
