package dev.trafficcontrol.app.demo;

import java.util.ArrayList;
import java.util.List;

/// The queue of the incident: a dozen tasks that somebody wants, and 59 that tests left behind.
///
/// The lines that begin with `SIMULATE:` lead the simulated model: which tool it uses, and how long
/// its answers are. The models are those of the month in which the incident happened.
final class DemoQueue {

  /// One task, as the queue and the policy without a guard work it.
  record Item(String title, String model, String orders) {

    String text() {
      return title + "\n\n" + orders;
    }
  }

  static final String OPUS = "claude-opus-4-5";
  static final String SONNET = "claude-sonnet-4-5";

  private static final List<String> SENSORS =
      List.of(
          "temperature",
          "humidity",
          "pressure",
          "wind",
          "rain",
          "sunlight",
          "soil",
          "snow",
          "lightning",
          "visibility",
          "pollen",
          "noise");

  private static final List<String> LEFTOVERS =
      List.of(
          "Test task %d",
          "Sample task %d: hello world",
          "Example project %d, do not run",
          "placeholder %d",
          "TODO: replace mock %d");

  private static final int JUNK = 59;

  /// Of the leftovers every third asked for the dearer model.
  private static final int DEARER = 3;

  private DemoQueue() {}

  static List<Item> wanted() {
    return SENSORS.stream().map(DemoQueue::wanted).toList();
  }

  private static Item wanted(String sensor) {
    return new Item(
        "Document the " + sensor + " sensor",
        SONNET,
        """
        Say in docs/%1$s.md what the sensor measures, in which unit, and how often.

        SIMULATE: tokens 1000
        SIMULATE: read_file {"path": "README.md"}
        SIMULATE: write_file {"path": "docs/%1$s.md", "content": "# The %1$s sensor\\n\\nRead once a minute.\\n"}
        SIMULATE: say The %1$s sensor is documented.
        """
            .formatted(sensor));
  }

  static List<Item> junk() {
    List<Item> items = new ArrayList<>();
    for (int number = 1; number <= JUNK; number++) {
      items.add(junk(number));
    }
    return items;
  }

  /// Long answers about nothing, and files that nobody asked for.
  private static Item junk(int number) {
    return new Item(
        LEFTOVERS.get(number % LEFTOVERS.size()).formatted(number),
        number % DEARER == 0 ? OPUS : SONNET,
        """
        Lorem ipsum.

        SIMULATE: tokens 8000
        SIMULATE: read_file {"path": "README.md"}
        SIMULATE: write_file {"path": "junk/%1$d-a.md", "content": "lorem\\n"}
        SIMULATE: read_file {"path": "junk/%1$d-a.md"}
        SIMULATE: write_file {"path": "junk/%1$d-b.md", "content": "ipsum\\n"}
        SIMULATE: read_file {"path": "junk/%1$d-b.md"}
        SIMULATE: say Lorem ipsum is done.
        """
            .formatted(number));
  }

  /// As a checklist to import.
  ///
  /// @param priority 0 to 9, higher first
  static String markdown(List<Item> items, int priority) {
    StringBuilder text = new StringBuilder("# Tasks\n\n");
    for (Item item : items) {
      text.append("- [ ] ").append(item.title()).append('\n');
      text.append("  model: ").append(item.model()).append('\n');
      text.append("  priority: ").append(priority).append("\n\n");
      item.orders()
          .lines()
          .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
          .forEach(text::append);
      text.append('\n');
    }
    return text.toString();
  }
}
