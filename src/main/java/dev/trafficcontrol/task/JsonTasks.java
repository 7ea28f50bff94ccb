package dev.trafficcontrol.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads tasks from JSON, strictly: unknown and repeated names, wrong types and trailing content
/// are faults. Reading stops at the first fault of form, since what follows can't be trusted to
/// mean anything.
final class JsonTasks implements RawTask.Source {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @Override
  public String form() {
    return "{\"title\": \"…\"} in an array";
  }

  @Override
  public RawTask.Found read(String text, Faults faults) {
    List<RawTask> tasks = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      document(parser, tasks);
    } catch (JacksonException broken) {
      faults.add(broken, inWords(broken));
    } catch (Malformed broken) {
      faults.add(broken.line, broken.why);
    }
    return new RawTask.Found(tasks, 0);
  }

  /// Without the parser's remarks on where its text came from.
  private static String inWords(JacksonException broken) {
    return broken instanceof UnexpectedEndOfInputException
        ? "the file ends in the middle: a bracket or a quote is not closed"
        : broken.getOriginalMessage();
  }

  private static void document(JsonParser parser, List<RawTask> tasks) {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      if (!"tasks".equals(parser.nextName())) {
        throw malformed(parser, "the object has one member, 'tasks'");
      }
      parser.nextToken();
    }
    expect(parser, JsonToken.START_ARRAY, "an array of tasks");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (tasks.size() == TaskFile.MOST_TASKS) {
        throw malformed(parser, "more than " + TaskFile.MOST_TASKS + " tasks");
      }
      tasks.add(task(parser));
    }
    if (first == JsonToken.START_OBJECT) {
      parser.nextToken();
      expect(parser, JsonToken.END_OBJECT, "the end of the object, which has only 'tasks'");
    }
    if (parser.nextToken() != null) {
      throw malformed(parser, "there is more after the tasks");
    }
  }

  private static RawTask task(JsonParser parser) {
    expect(parser, JsonToken.START_OBJECT, "a task: an object with a 'title'");
    int line = line(parser);
    String title = "";
    String description = "";
    Map<String, RawTask.Value> attributes = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      int at = line(parser);
      JsonToken token = parser.nextToken();
      if (name.equals("title")) {
        title = string(parser, name);
      } else if (name.equals("description")) {
        description = string(parser, name);
      } else if (!RawTask.NAMES.contains(name)) {
        throw new Malformed(at, RawTask.unknown(name) + ", title and description");
      } else if (token != JsonToken.VALUE_NULL) {
        attributes.put(name, new RawTask.Value(at, value(parser, name)));
      }
    }
    expect(parser, JsonToken.END_OBJECT, "the end of the task");
    return new RawTask(line, title, description, attributes);
  }

  private static String value(JsonParser parser, String name) {
    return switch (name) {
      case "priority", "attempts" -> {
        expect(parser, JsonToken.VALUE_NUMBER_INT, "a whole number as '" + name + "'");
        yield parser.getString();
      }
      case "after" ->
          parser.currentToken() == JsonToken.START_ARRAY ? strings(parser) : string(parser, name);
      default -> string(parser, name);
    };
  }

  private static String strings(JsonParser parser) {
    List<String> all = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      all.add(string(parser, "after"));
    }
    return String.join(",", all);
  }

  private static String string(JsonParser parser, String name) {
    expect(parser, JsonToken.VALUE_STRING, "text in quotes as '" + name + "'");
    return parser.getString();
  }

  private static void expect(JsonParser parser, JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw malformed(parser, "expected " + what);
    }
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static Malformed malformed(JsonParser parser, String why) {
    return new Malformed(line(parser), why);
  }

  /// Leaves the recursive descent; never this class.
  private static final class Malformed extends RuntimeException {
    private final int line;
    private final String why;

    Malformed(int line, String why) {
      super(why);
      this.line = line;
      this.why = why;
    }
  }
}
