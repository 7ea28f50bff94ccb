package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Events as the book stores them: one JSON object each, amounts as decimal USD, times in UTC.
final class EventCodec {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Money.class, new MoneyWriter())
                  .addSerializer(HoldId.class, new HoldIdWriter())
                  .addDeserializer(Money.class, new MoneyReader()))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectWriter WRITER = JSON.writerFor(LedgerEvent.class);
  private static final ObjectReader READER = JSON.readerFor(LedgerEvent.class);
  private static final int ROOM_FOR_ONE = 500;
  private static final String NAME_FOLLOWS = "{\"event\":\"";

  private EventCodec() {}

  static Batch.Entry write(LedgerEvent event) {
    return write(List.of(event)).getFirst();
  }

  /// In their order.
  static List<Batch.Entry> write(List<LedgerEvent> events) {
    List<Batch.Entry> entries = new ArrayList<>(events.size());
    StringBuilder json = new StringBuilder(ROOM_FOR_ONE);
    CallEvents calls = new CallEvents(json);
    for (LedgerEvent event : events) {
      entries.add(new Batch.Entry(calls.append(event) ? json.toString() : mapped(event)));
      json.setLength(0);
    }
    return entries;
  }

  /// As the mapper writes it: what each event's text is, also that of the ones written otherwise.
  static String mapped(LedgerEvent event) {
    return WRITER.writeValueAsString(event);
  }

  /// The name an event has in the book: written first, so that it is found without reading the
  /// rest. Empty for text that is no event.
  static String kind(String json) {
    int end = json.startsWith(NAME_FOLLOWS) ? json.indexOf('"', NAME_FOLLOWS.length()) : -1;
    return end < 0 ? "" : json.substring(NAME_FOLLOWS.length(), end);
  }

  /// Throws [BrokenInvariant] for text that is no event of this version: what can't be read can't
  /// be trusted.
  static LedgerEvent read(Batch.Entry entry) {
    try {
      return READER.readValue(entry.json());
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw new BrokenInvariant("the book has an entry that can't be read: " + entry.json());
    }
  }

  static String write(Snapshot snapshot) {
    return JSON.writeValueAsString(snapshot);
  }

  /// Throws [BrokenInvariant] as of [#read].
  static Snapshot readSnapshot(String json) {
    try {
      return JSON.readValue(json, Snapshot.class);
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw new BrokenInvariant("the book has a checkpoint that can't be read");
    }
  }

  private static final class MoneyWriter extends ValueSerializer<Money> {
    @Override
    public void serialize(Money amount, JsonGenerator json, SerializationContext context) {
      json.writeString(amount.toUsd());
    }
  }

  /// What [HoldId#text] says, without being looked up for each.
  private static final class HoldIdWriter extends ValueSerializer<HoldId> {
    @Override
    public void serialize(HoldId id, JsonGenerator json, SerializationContext context) {
      json.writeString(id.text());
    }
  }

  private static final class MoneyReader extends ValueDeserializer<Money> {
    @Override
    public Money deserialize(JsonParser json, DeserializationContext context) {
      return Money.ofUsd(json.getString());
    }

    /// A missing amount is an error, never zero.
    @Override
    public Object getNullValue(DeserializationContext context) {
      throw new IllegalArgumentException("an amount is missing");
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return getNullValue(context);
    }
  }
}
