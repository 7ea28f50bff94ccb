package dev.trafficcontrol.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvReadFeature;

/// Reads tasks from CSV (RFC 4180): a header with the names of attributes, then a task a row. An
/// empty cell is an attribute that is not given. Reading stops at the first fault of form, since
/// quotes that are wrong once shift everything after them.
final class CsvTasks implements RawTask.Source {

  private static final CsvFactory FACTORY =
      CsvFactory.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();

  /// @param line where it begins
  private record Row(int line, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  @Override
  public String form() {
    return "a row below the header";
  }

  @Override
  public RawTask.Found read(String text, Faults faults) {
    List<RawTask> tasks = new ArrayList<>();
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      List<Row> rows = rows(parser, faults);
      if (rows.isEmpty()) {
        faults.add(1, "there is no header: the first line names the columns, 'title' among them");
      } else if (isGood(rows.getFirst(), faults)) {
        List<String> names = rows.getFirst().cells().stream().map(String::strip).toList();
        rows.stream().skip(1).forEach(row -> task(names, row, faults, tasks));
      }
    } catch (JacksonException broken) {
      faults.add(broken, broken.getOriginalMessage());
    }
    if (tasks.isEmpty() && faults.isEmpty()) {
      faults.add(1, "there is no task under the header");
    }
    return new RawTask.Found(tasks, 0);
  }

  private static List<Row> rows(JsonParser parser, Faults faults) {
    List<Row> rows = new ArrayList<>();
    parser.nextToken(); // the whole is an array of rows
    while (true) {
      int line = parser.currentLocation().getLineNr();
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return rows;
      }
      if (rows.size() > TaskFile.MOST_TASKS) {
        faults.add(line, "more than " + TaskFile.MOST_TASKS + " tasks");
        return rows;
      }
      Row row = new Row(line, cells(parser));
      if (!row.isBlank()) {
        rows.add(row);
      }
    }
  }

  private static List<String> cells(JsonParser parser) {
    List<String> cells = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getString());
    }
    return cells;
  }

  private static boolean isGood(Row header, Faults faults) {
    Set<String> known = new HashSet<>();
    for (String cell : header.cells()) {
      String name = cell.strip();
      if (!name.equals("title") && !name.equals("description") && !RawTask.NAMES.contains(name)) {
        faults.add(header.line(), RawTask.unknown(name) + ", title and description");
      } else if (!known.add(name)) {
        faults.add(header.line(), "two columns are called '" + name + "'");
      }
    }
    if (!known.contains("title")) {
      faults.add(header.line(), "no column is called 'title'");
    }
    return faults.isEmpty();
  }

  private static void task(List<String> names, Row row, Faults faults, List<RawTask> tasks) {
    if (row.cells().size() != names.size()) {
      faults.add(
          row.line(),
          "the row has %d cells, the header %d: put text with commas into quotes"
              .formatted(row.cells().size(), names.size()));
      return;
    }
    String title = "";
    String description = "";
    Map<String, RawTask.Value> attributes = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String cell = row.cells().get(i).strip();
      switch (names.get(i)) {
        case "title" -> title = cell;
        case "description" -> description = cell;
        default -> {
          if (!cell.isEmpty()) {
            attributes.put(names.get(i), new RawTask.Value(row.line(), cell));
          }
        }
      }
    }
    tasks.add(new RawTask(row.line(), title, description, attributes));
  }
}
