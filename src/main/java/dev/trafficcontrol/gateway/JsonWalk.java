package dev.trafficcontrol.gateway;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// One strict pass over a JSON document: no name twice in an object, nothing after the end, nothing
/// that JSON does not have. Each reader is called with the walk standing on a value, and leaves it
/// on that value's last token.
final class JsonWalk {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(256)
                  .build())
          .build();

  private final JsonParser parser;
  private final byte[] bytes;

  private JsonWalk(JsonParser parser, byte[] bytes) {
    this.parser = parser;
    this.bytes = bytes;
  }

  /// Walks the one object that `bytes` must be. Throws [Unreadable] where they are anything else.
  static void object(byte[] bytes, Fields fields) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      JsonWalk walk = new JsonWalk(parser, bytes);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable("the body is not a JSON object");
      }
      walk.fields(fields);
      if (parser.nextToken() != null) {
        throw new Unreadable("the body goes on after its JSON object");
      }
    } catch (JacksonException malformed) {
      throw new Unreadable("the body is not strict JSON: " + malformed.getOriginalMessage());
    }
  }

  /// As [#object(byte[], Fields)], for a part that an earlier pass cut out as text.
  static void object(String text, Fields fields) {
    object(text.getBytes(StandardCharsets.UTF_8), fields);
  }

  /// Reads one field's value.
  @FunctionalInterface
  interface Fields {
    void read(String name, JsonWalk value);
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  void fields(Fields fields) {
    if (!isObject()) {
      throw wrong("must be an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.read(name, this);
    }
  }

  void elements(Consumer<JsonWalk> element) {
    if (!isArray()) {
      throw wrong("must be an array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.accept(this);
    }
  }

  String text() {
    if (!isText()) {
      throw wrong("must be a string");
    }
    return parser.getString();
  }

  boolean flag() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw wrong("must be true or false");
    };
  }

  /// A whole number written as digits alone: `1e3` and `3.0` are numbers to some readers and whole
  /// ones to others.
  long count() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || parser.getLongValue() < 0) {
      throw wrong("must be a whole number, not negative");
    }
    return parser.getLongValue();
  }

  void skip() {
    parser.skipChildren();
  }

  /// Where in the document the value begins, in bytes.
  int begin() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /// The value as it stands in the document.
  String raw() {
    int from = begin();
    parser.skipChildren();
    parser.finishToken();
    int to = (int) parser.currentLocation().getByteOffset();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// How many bytes of the document a [#raw] value takes.
  static int length(String raw) {
    return raw.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Refuses the value the walk stands on.
  Unreadable wrong(String what) {
    return new Unreadable("`" + parser.streamReadContext().pathAsPointer() + "` " + what);
  }
}
