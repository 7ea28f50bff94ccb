package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a recording as `docs/REPLAY.md` describes it.
public final class RecordingReader {

  public static final String FORMAT = "trafficcontrol-recording/1";

  public static final int MOST_AGENTS = 10_000;
  public static final int MOST_CALLS = 200_000;
  private static final int MOST_FAULTS = 1_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> ORIGINS =
      Arrays.stream(Origin.values()).map(Origin::label).toList();

  private final List<String> faults = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private long calls;

  private RecordingReader() {}

  /// Throws [BadRecording] with all faults there are.
  public static Recording read(String json) {
    return new RecordingReader().whole(tree(json));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException broken) {
      throw new BadRecording(List.of(where(broken.getLocation()) + broken.getOriginalMessage()));
    }
  }

  /// What is too deep or too long to be read has no place.
  private static String where(@Nullable TokenStreamLocation place) {
    return place == null
        ? ""
        : "line %d, column %d: ".formatted(place.getLineNr(), place.getColumnNr());
  }

  private Recording whole(JsonNode tree) {
    RecordedFields fields = new RecordedFields(tree, RecordedFields.WHOLE, faults);
    fields.word("format", List.of(FORMAT));
    String name = fields.text("name");
    Recording.Kind kind =
        fields.word("kind", List.of("measured", "reconstruction")).equals("measured")
            ? Recording.Kind.MEASURED
            : Recording.Kind.RECONSTRUCTION;
    List<String> assumptions = fields.texts("assumptions");
    if (kind == Recording.Kind.RECONSTRUCTION && assumptions.isEmpty()) {
      fields.fault("a reconstruction says its 'assumptions'");
    }
    Instant begin = fields.instant("begin");
    List<Recording.Note> notes = fields.objects("notes").stream().map(this::note).toList();
    List<RecordedAgent> agents = agents(fields);
    fields.done();
    if (!faults.isEmpty()) {
      throw new BadRecording(faults.stream().limit(MOST_FAULTS).toList());
    }
    return new Recording(name, kind, assumptions, begin, agents, notes);
  }

  private Recording.Note note(RecordedFields fields) {
    Recording.Note note = new Recording.Note(fields.millis("at_ms"), fields.text("text"));
    fields.done();
    return note;
  }

  private List<RecordedAgent> agents(RecordedFields recording) {
    List<RecordedFields> all = recording.objects("agents");
    if (all.isEmpty()) {
      recording.fault("there are no 'agents'");
    }
    if (all.size() > MOST_AGENTS) {
      recording.fault("%d agents are more than %d".formatted(all.size(), MOST_AGENTS));
      return List.of();
    }
    List<RecordedAgent> agents = all.stream().map(this::agent).toList();
    if (calls > MOST_CALLS) {
      recording.fault("%d calls are more than %d".formatted(calls, MOST_CALLS));
    }
    return agents;
  }

  private RecordedAgent agent(RecordedFields fields) {
    String id = fields.text("id");
    if (!ids.add(id)) {
      fields.fault("agent '%s' is there twice".formatted(id));
    }
    String model = fields.text("model");
    Duration startsAt = fields.has("starts_at_ms") ? fields.millis("starts_at_ms") : null;
    RecordedAgent agent =
        new RecordedAgent(
            id, fields.text("key", id), work(fields), model, startsAt, calls(fields, model));
    if (startsAt == null && !agent.calls().isEmpty()) {
      fields.fault("an agent with calls has 'starts_at_ms'");
    }
    fields.done();
    return agent;
  }

  private static RecordedAgent.@Nullable Work work(RecordedFields fields) {
    return fields.has("task") || fields.has("project") || fields.has("origin")
        ? new RecordedAgent.Work(
            fields.text("project"), fields.text("task"), fields.word("origin", ORIGINS))
        : null;
  }

  private List<RecordedCall> calls(RecordedFields agent, String model) {
    List<RecordedCall> all = new ArrayList<>();
    Duration before = Duration.ZERO;
    for (RecordedFields fields : agent.objects("calls")) {
      RecordedCall call = call(fields, model);
      if (call.after().compareTo(before) < 0) {
        fields.fault("it begins before the call above it: calls are in the order of 'after_ms'");
      }
      before = call.after();
      all.add(call);
    }
    calls += all.size();
    return all;
  }

  private static RecordedCall call(RecordedFields fields, String model) {
    Duration duration = fields.millis("duration_ms");
    if (duration.compareTo(HoldRequest.LONGEST_LIFETIME) > 0) {
      fields.fault("'duration_ms' is above the 15 minutes after which the gateway cuts a call");
    }
    Money worstCase = fields.money("worst_case");
    if (worstCase.isZero()) {
      fields.fault("'worst_case' must be more than nothing");
    }
    RecordedCall call =
        new RecordedCall(
            fields.text("model", model),
            fields.millis("after_ms"),
            duration,
            worstCase.max(Money.ofNanos(1)),
            fields.money("cost"),
            fields.tokens("tokens"));
    fields.done();
    return call;
  }
}
