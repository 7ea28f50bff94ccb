package dev.trafficcontrol.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a Markdown checklist. Headings and paragraphs of their own are left out; whatever looks
/// like a task and isn't one is a fault, so that a slip of the pen loses no task.
final class MarkdownTasks implements RawTask.Source {

  private static final Pattern ITEM = Pattern.compile("[-*+] \\[([ xX])] +(\\S.*)");
  private static final Pattern LIST = Pattern.compile("([-*+]|\\d+[.)])(\\s|\\[).*|[-*+]");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z][a-z-]*):(?:\\s+(.*))?");

  @Override
  public String form() {
    return "'- [ ] title'";
  }

  @Override
  public RawTask.Found read(String text, Faults faults) {
    return new Reading(faults).of(text);
  }

  /// One pass over one file.
  private static final class Reading {
    private final Faults faults;
    private final List<RawTask> tasks = new ArrayList<>();
    private int done;
    private @Nullable Item open;
    private boolean afterBlank = true;

    Reading(Faults faults) {
      this.faults = faults;
    }

    RawTask.Found of(String text) {
      String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
      int number = 0;
      for (String line : body.split("\\r?\\n|\\r", -1)) {
        line(++number, line.stripTrailing().replace("\t", "    "));
      }
      close();
      return new RawTask.Found(tasks, done);
    }

    private void line(int number, String line) {
      if (line.isEmpty()) {
        if (open != null) {
          open.blank();
        }
      } else if (open != null && line.startsWith("  ")) {
        open.line(number, line);
      } else {
        margin(number, line);
      }
      afterBlank = line.isEmpty();
    }

    private void margin(int number, String line) {
      Matcher item = ITEM.matcher(line);
      if (item.matches()) {
        close();
        open = new Item(number, item.group(2), !item.group(1).isBlank());
      } else if (LIST.matcher(line.strip()).matches()) {
        close();
        faults.add(number, "a list item that is no task: write '- [ ] title', with a title");
      } else if (line.startsWith("#") || line.startsWith("<!--")) {
        close();
      } else if (open != null && !afterBlank) {
        faults.add(number, "text beside a task: indent it by two spaces to make it the task's");
      } else {
        close();
      }
    }

    private void close() {
      if (open == null) {
        return;
      }
      if (open.done) {
        done++;
      } else if (tasks.size() == TaskFile.MOST_TASKS) {
        faults.add(open.line, "more than " + TaskFile.MOST_TASKS + " tasks");
      } else {
        tasks.add(new RawTask(open.line, open.title, open.description(), open.attributes));
      }
      open = null;
    }

    /// A task whose lines are still being read: attributes first, until anything else comes.
    private final class Item {
      private final int line;
      private final String title;
      private final boolean done;
      private final Map<String, RawTask.Value> attributes = new LinkedHashMap<>();
      private final List<String> description = new ArrayList<>();
      private boolean firstParagraph = true;

      Item(int line, String title, boolean done) {
        this.line = line;
        this.title = title;
        this.done = done;
      }

      void blank() {
        firstParagraph = false;
        if (!description.isEmpty()) {
          description.add("");
        }
      }

      void line(int number, String text) {
        Matcher attribute = ATTRIBUTE.matcher(text.strip());
        if (!firstParagraph || !attribute.matches()) {
          description.add(text);
          return;
        }
        String name = attribute.group(1);
        if (!description.isEmpty()) {
          if (RawTask.NAMES.contains(name)) {
            faults.add(
                number, "'" + name + "' comes after text: put attributes right under the title");
          } else {
            description.add(text);
          }
        } else if (!RawTask.NAMES.contains(name)) {
          faults.add(
              number,
              RawTask.unknown(name)
                  + " (a description that begins so needs a blank line before it)");
        } else if (attribute.group(2) == null) {
          faults.add(number, "'" + name + "' has no value");
        } else if (attributes.put(name, new RawTask.Value(number, attribute.group(2).strip()))
            != null) {
          faults.add(number, "'" + name + "' is there twice");
        }
      }

      /// Without the indentation that all its lines share.
      String description() {
        int indent =
            description.stream()
                .filter(text -> !text.isEmpty())
                .mapToInt(text -> text.length() - text.stripLeading().length())
                .min()
                .orElse(0);
        return String.join(
            "\n",
            description.stream()
                .map(text -> text.isEmpty() ? "" : text.substring(indent))
                .toList());
      }
    }
  }
}
