package dev.trafficcontrol.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// Writes JSON by hand: the few shapes of [Facts], indented in one fixed way that scripts may diff.
final class JsonText {

  private final StringBuilder text = new StringBuilder();
  private final String newline;
  private final String indent;
  private final String colon;

  private JsonText(String newline, String indent, String colon) {
    this.newline = newline;
    this.indent = indent;
    this.colon = colon;
  }

  static String compact(Map<String, ?> values) {
    return new JsonText("", "", ":").object(values, 0);
  }

  static String indented(Map<String, ?> values) {
    return new JsonText("\n", "  ", ": ").object(values, 0);
  }

  private String object(Map<?, ?> values, int depth) {
    put(values, depth);
    return text.toString();
  }

  private void put(@Nullable Object value, int depth) {
    switch (value) {
      case null -> text.append("null");
      case Map<?, ?> map -> putObject(map, depth);
      case List<?> list -> putList(list, depth);
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> putText(value.toString());
    }
  }

  private void putObject(Map<?, ?> map, int depth) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      breakLine(depth + 1);
      putText(String.valueOf(entry.getKey()));
      text.append(colon);
      put(entry.getValue(), depth + 1);
      separator = ",";
    }
    close(map.isEmpty(), "{}", "}", depth);
  }

  private void putList(List<?> list, int depth) {
    String separator = "[";
    for (Object item : list) {
      text.append(separator);
      breakLine(depth + 1);
      put(item, depth + 1);
      separator = ",";
    }
    close(list.isEmpty(), "[]", "]", depth);
  }

  private void close(boolean empty, String whole, String bracket, int depth) {
    if (empty) {
      text.append(whole);
    } else {
      breakLine(depth);
      text.append(bracket);
    }
  }

  private void breakLine(int depth) {
    text.append(newline).append(indent.repeat(depth));
  }

  private void putText(String value) {
    text.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(value)).append('"');
  }
}
