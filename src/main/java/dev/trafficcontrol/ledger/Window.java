package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The time over which a budget counts what was spent.
public enum Window {
  ROLLING_HOUR("rolling-hour"),
  ROLLING_DAY("rolling-day"),
  TOTAL("total");

  private final String label;

  Window(String label) {
    this.label = label;
  }

  @JsonCreator
  public static Window parse(String label) {
    return Arrays.stream(values())
        .filter(window -> window.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + label
                    + "' is not a window: write "
                    + Arrays.stream(values())
                        .map(Window::label)
                        .collect(Collectors.joining(", "))));
  }

  /// As people write it: `rolling-hour`.
  @JsonValue
  public String label() {
    return label;
  }
}
