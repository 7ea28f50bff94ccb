package dev.trafficcontrol.app.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML file laid flat: `gateway.listen` and its text, with the line it is on.
///
/// Only the plain part of YAML is read. Anchors, aliases and tags could make a value come from
/// elsewhere than where it is read, so they are faults.
final class YamlFile {

  /// Bytes, far more than a configuration takes.
  static final int LARGEST = 256 * 1024;

  record Value(String text, Origin.File origin) {}

  private final String name;

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<ConfigFault> faults = new ArrayList<>();

  private YamlFile(String name) {
    this.name = name;
  }

  /// @param name what its faults call it
  static YamlFile read(String name, String text) {
    YamlFile file = new YamlFile(name);
    if (text.length() > LARGEST) {
      file.fault(1, "the file is larger than " + LARGEST + " bytes");
      return file;
    }
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      file.document(parser);
    } catch (JacksonException malformed) {
      file.fault(
          malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr(),
          "not YAML: " + firstLine(malformed.getOriginalMessage()));
    }
    return file;
  }

  Map<String, Value> values() {
    return values;
  }

  List<ConfigFault> faults() {
    return faults;
  }

  /// Says that a setting has no place in this file.
  void refuse(String path, String why) {
    Value given = values.remove(path);
    if (given != null) {
      faults.add(new ConfigFault(given.origin(), path + ": " + why));
    }
  }

  /// This one with another over it: what both give is as the other has it, a list as a whole.
  YamlFile under(YamlFile over) {
    Set<String> lists = new HashSet<>();
    over.values.keySet().forEach(path -> lists(path, lists));
    YamlFile both = new YamlFile(name);
    values.forEach((path, value) -> {
      Set<String> own = new HashSet<>();
      lists(path, own);
      if (Collections.disjoint(own, lists)) {
        both.values.put(path, value);
      }
    });
    both.values.putAll(over.values);
    both.faults.addAll(faults);
    both.faults.addAll(over.faults);
    return both;
  }

  /// Of `a.b[0].c[1]`: `a.b` and `a.b[0].c`.
  private static void lists(String path, Set<String> into) {
    for (int at = path.indexOf('['); at >= 0; at = path.indexOf('[', at + 1)) {
      into.add(path.substring(0, at));
    }
  }

  private void document(JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null || (first == JsonToken.VALUE_STRING && parser.getString().isEmpty())) {
      return;
    }
    if (first == JsonToken.START_OBJECT) {
      mapping(parser, "");
    } else {
      fault(line(parser), "expected settings such as 'environment: development'");
      return;
    }
    if (parser.nextToken() != null) {
      fault(line(parser), "a second document begins here; only one is read");
    }
  }

  private void mapping(JsonParser parser, String path) {
    Map<String, Integer> seen = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int line = line(parser);
      String child = path.isEmpty() ? key : path + "." + key;
      Integer before = seen.putIfAbsent(key, line);
      if (before != null) {
        fault(line, "'" + child + "' is given twice, first on line " + before);
      }
      parser.nextToken();
      node(parser, child, line);
    }
  }

  private void node(JsonParser parser, String path, int line) {
    if (isElsewhere(parser)) {
      fault(line, "'" + path + "' uses an anchor, alias or tag; write the value itself");
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, path);
      case START_ARRAY -> sequence(parser, path);
      case VALUE_NULL -> fault(line, "'" + path + "' has no value");
      default ->
          values.putIfAbsent(path, new Value(parser.getString(), new Origin.File(name, line)));
    }
  }

  private void sequence(JsonParser parser, String path) {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      node(parser, path + "[" + i + "]", line(parser));
    }
  }

  private static boolean isElsewhere(JsonParser parser) {
    return (parser instanceof YAMLParser yaml && yaml.isCurrentAlias())
        || parser.getObjectId() != null
        || parser.getTypeId() != null;
  }

  private void fault(int line, String what) {
    faults.add(new ConfigFault(new Origin.File(name, line), what));
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("unreadable");
  }
}
