package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One object of a recording, read strictly: each fault is noted with its place, and reading goes
/// on with a harmless value, so that a person sees all faults at once.
final class RecordedFields {

  /// The place of the outermost object.
  static final String WHOLE = "recording";

  /// Nobody watches a fleet for longer at once.
  private static final long LONGEST_MS = Duration.ofDays(31).toMillis();

  private static final int LONGEST_TEXT = 300;
  private static final long MOST_TOKENS = 1_000_000_000;

  /// As many calls as a recording may have add up to an amount that can be kept.
  private static final Money MOST_MONEY = Money.ofUsd("10000");

  private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9998-12-31T00:00:00Z");

  private final JsonNode object;
  private final String place;
  private final List<String> faults;
  private final Set<String> read = new HashSet<>();

  RecordedFields(JsonNode object, String place, List<String> faults) {
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

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) {
    String text = at(name).stringValue("");
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      fault("'%s' must be text of 1 to %d characters".formatted(name, LONGEST_TEXT));
    }
    return text;
  }

  String text(String name, String ifAbsent) {
    return has(name) ? text(name) : ifAbsent;
  }

  /// One of `allowed`, or the first of them.
  String word(String name, List<String> allowed) {
    String text = at(name).stringValue("");
    if (!allowed.contains(text)) {
      fault("'%s' must be one of %s".formatted(name, String.join(", ", allowed)));
      return allowed.getFirst();
    }
    return text;
  }

  Duration millis(String name) {
    return Duration.ofMillis(number(name, LONGEST_MS, "milliseconds"));
  }

  long tokens(String name) {
    return has(name) ? number(name, MOST_TOKENS, "tokens") : 0;
  }

  private long number(String name, long most, String unit) {
    JsonNode node = at(name);
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 0
        || node.longValue() > most) {
      fault("'%s' must be a whole number of %s, from 0 to %d".formatted(name, unit, most));
      return 0;
    }
    return node.longValue();
  }

  /// A decimal text: a number of JSON may already have lost digits.
  Money money(String name) {
    JsonNode node = at(name);
    try {
      Money money = Money.ofUsd(node.stringValue(""));
      if (money.isMoreThan(MOST_MONEY)) {
        fault("'%s' is more than the %s that are read".formatted(name, MOST_MONEY));
        return Money.ZERO;
      }
      return money;
    } catch (IllegalArgumentException _) {
      fault("'%s' must be an amount in USD as text, such as \"0.25\"".formatted(name));
      return Money.ZERO;
    }
  }

  Instant instant(String name) {
    try {
      Instant time = Instant.parse(at(name).stringValue(""));
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        fault("'%s' must lie between %s and %s".formatted(name, EARLIEST, LATEST));
        return Instant.EPOCH;
      }
      return time;
    } catch (DateTimeParseException _) {
      fault("'%s' must be a time in UTC such as 2026-01-27T12:00:00Z".formatted(name));
      return Instant.EPOCH;
    }
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (element.isString()) {
        texts.add(element.stringValue());
      } else {
        fault("'%s' must hold texts".formatted(name));
      }
    }
    return texts;
  }

  List<RecordedFields> objects(String name) {
    List<RecordedFields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      String inside = (place.equals(WHOLE) ? "" : place + ".") + name + "[" + objects.size() + "]";
      objects.add(new RecordedFields(element, inside, faults));
    }
    return objects;
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
    if (node.isMissingNode()) {
      return List.of();
    }
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
