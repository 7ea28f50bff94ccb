package dev.trafficcontrol.app.demo;

import java.util.List;

/// A dozen tasks. The lines that begin with `SIMULATE:` lead the simulated model: which file it
/// writes, and how long its answers are.
final class DemoTasks {

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

  private DemoTasks() {}

  static int count() {
    return SENSORS.size();
  }

  static String markdown() {
    StringBuilder text = new StringBuilder("# Tasks of the demo\n\n");
    for (String sensor : SENSORS) {
      text.append(
          """
          - [ ] Document the %1$s sensor

            Say in docs/%1$s.md what the sensor measures, in which unit, and how often.

            SIMULATE: tokens 4000
            SIMULATE: read_file {"path": "README.md"}
            SIMULATE: write_file {"path": "docs/%1$s.md", "content": "# The %1$s sensor\\n\\nRead once a minute.\\n"}
            SIMULATE: say The %1$s sensor is documented.

          """
              .formatted(sensor));
    }
    return text.toString();
  }
}
