package dev.trafficcontrol.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One JSON object, read strictly: each fault is noted with its place and reading goes on with a
/// harmless value, so that a person sees all faults at once.
final class Fields {

  private static final String DECIMAL = "[0-9]{1,7}(\\.[0-9]{1,6})?";

  private final JsonNode object;
  private final String place;
  private final List<String> faults;
  private final Set<String> read = new HashSet<>();

  Fields(JsonNode object, String place, List<String> faults) {
    this.object = object;
    this.place = place;
    this.faults = faults;
    if (!object.isObject()) {
      fault("must be an object");
    }
  }

  void fault(String what) {
    faults.add(place + ": " + what);
  }

  String text(String name, String form) {
    String text = at(name).stringValue("");
    if (!text.matches(form)) {
      fault("'%s' must be text of the form %s".formatted(name, form));
      return "";
    }
    return text;
  }

  long count(String name) {
    JsonNode node = at(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() <= 0) {
      fault("'%s' must be a whole number above zero".formatted(name));
      return 1;
    }
    return node.longValue();
  }

  long count(String name, long ifAbsent) {
    return object.has(name) ? count(name) : ifAbsent;
  }

  /// A decimal string in millionths: a JSON number may already have lost digits.
  long millionths(String name) {
    String text = at(name).stringValue("");
    if (!text.matches(DECIMAL)) {
      fault("'%s' must be a decimal string such as \"0.25\", not negative".formatted(name));
      return 0;
    }
    return new BigDecimal(text).movePointRight(6).longValueExact();
  }

  LocalDate date(String name) {
    try {
      return LocalDate.parse(at(name).stringValue(""));
    } catch (DateTimeParseException _) {
      fault("'%s' must be a date such as 2026-10-07".formatted(name));
      return LocalDate.EPOCH;
    }
  }

  List<String> texts(String name, String form) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (element.stringValue("").matches(form)) {
        texts.add(element.stringValue());
      } else {
        fault("'%s' must hold text of the form %s".formatted(name, form));
      }
    }
    return texts;
  }

  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      String inside = element.path("model").stringValue(name + "[" + objects.size() + "]");
      objects.add(new Fields(element, place + " " + inside, faults));
    }
    return objects;
  }

  Fields object(String name) {
    return new Fields(at(name), place + " " + name, faults);
  }

  boolean has(String name) {
    return object.has(name);
  }

  /// To be called last: whatever was not read is unknown.
  void done() {
    for (String name : object.propertyNames()) {
      if (!read.contains(name)) {
        fault("unknown field '%s'".formatted(name));
      }
    }
  }

  private List<JsonNode> array(String name) {
    JsonNode node = at(name);
    if (!node.isArray()) {
      fault("'%s' must be a list".formatted(name));
    }
    return node.isArray() ? List.copyOf(node.values()) : List.of();
  }

  private JsonNode at(String name) {
    read.add(name);
    return object.path(name);
  }
}
