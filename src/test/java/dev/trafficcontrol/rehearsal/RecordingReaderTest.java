package dev.trafficcontrol.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReaderTest {

  private static final String GOOD =
      """
      {"format": "trafficcontrol-recording/1", "name": "one", "kind": "measured",
       "begin": "2026-03-02T09:00:00Z",
       "agents": [
        {"id": "a", "project": "shop", "task": "T1", "origin": "person", "model": "claude-sonnet-4-5",
         "starts_at_ms": 500, "calls": [
          {"after_ms": 0, "duration_ms": 2000, "worst_case": "0.30", "cost": "0.123456789", "tokens": 900},
          {"after_ms": 100, "duration_ms": 0, "worst_case": "0.01", "cost": "0", "model": "claude-haiku-4-5"}]},
        {"id": "b", "key": "laptop", "model": "claude-sonnet-4-5"}]}
      """;

  @Test
  void a_recording_is_read_as_it_is_documented() {
    Recording recording = RecordingReader.read(GOOD);
    assertThat(recording.total()).isEqualTo(Money.ofUsd("0.123456789"));
    assertThat(recording.calls()).isEqualTo(2);
    RecordedAgent first = recording.agents().getFirst();
    assertThat(first.work()).isEqualTo(new RecordedAgent.Work("shop", "T1", "person"));
    assertThat(first.startsAt()).isEqualTo(Duration.ofMillis(500));
    assertThat(first.calls().getLast().model()).isEqualTo("claude-haiku-4-5");
    assertThat(recording.agents().getLast().key()).isEqualTo("laptop");
    assertThat(recording.agents().getLast().work()).isNull();
  }

  @Test
  void all_faults_are_told_together_each_with_its_place() {
    assertThat(
            faults(
                """
                {"format": "trafficcontrol-recording/1", "name": "", "kind": "guess", "begin": "noon", "colour": "red",
                 "agents": [
                  {"id": "a", "task": "T1", "origin": "person", "model": "m", "starts_at_ms": -1, "calls": [
                    {"after_ms": 900, "duration_ms": 900001, "worst_case": "0", "cost": 0.2},
                    {"after_ms": 800, "duration_ms": 1.5, "worst_case": "-1", "cost": "1e3", "price": "1"}]},
                  {"id": "a", "model": "m", "calls": [{"after_ms": 0, "duration_ms": 1, "worst_case": "1", "cost": "1"}]}]}
                """))
        .containsExactlyInAnyOrder(
            "recording: 'name' must be text of 1 to 300 characters",
            "recording: 'kind' must be one of measured, reconstruction",
            "recording: 'begin' must be a time in UTC such as 2026-01-27T12:00:00Z",
            "recording: unknown field 'colour'",
            "agents[0]: 'project' must be text of 1 to 300 characters",
            "agents[0]: 'starts_at_ms' must be a whole number of milliseconds, from 0 to 2678400000",
            "agents[0].calls[0]: 'duration_ms' is above the 15 minutes after which the gateway cuts a call",
            "agents[0].calls[0]: 'worst_case' must be more than nothing",
            "agents[0].calls[0]: 'cost' must be an amount in USD as text, such as \"0.25\"",
            "agents[0].calls[1]: 'duration_ms' must be a whole number of milliseconds, from 0 to 2678400000",
            "agents[0].calls[1]: 'worst_case' must be an amount in USD as text, such as \"0.25\"",
            "agents[0].calls[1]: 'worst_case' must be more than nothing",
            "agents[0].calls[1]: 'cost' must be an amount in USD as text, such as \"0.25\"",
            "agents[0].calls[1]: unknown field 'price'",
            "agents[0].calls[1]: it begins before the call above it: calls are in the order of 'after_ms'",
            "agents[1]: agent 'a' is there twice",
            "agents[1]: an agent with calls has 'starts_at_ms'");
  }

  @Test
  void what_is_no_json_is_told_with_line_and_column() {
    assertThat(faults("{\"format\": \"a\",\n\"format\": \"b\"}"))
        .singleElement()
        .asString()
        .startsWith("line 2, column ");
    assertThat(faults("{} {}")).hasSize(1);
    assertThat(faults("[]")).contains("recording: must be an object");
  }

  @Test
  void a_reconstruction_without_assumptions_is_refused() {
    assertThat(faults(GOOD.replace("measured", "reconstruction")))
        .containsExactly("recording: a reconstruction says its 'assumptions'");
  }

  @Test
  void amounts_and_times_that_could_not_be_reckoned_with_are_refused() {
    assertThat(
            faults(GOOD.replace("\"0.30\"", "\"9000000000\"").replace("0.123456789", "10000.01")))
        .containsExactly(
            "agents[0].calls[0]: 'worst_case' is more than the $10000.00 that are read",
            "agents[0].calls[0]: 'worst_case' must be more than nothing",
            "agents[0].calls[0]: 'cost' is more than the $10000.00 that are read");
    for (String begin : List.of("+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z")) {
      assertThat(faults(GOOD.replace("2026-03-02T09:00:00Z", begin)))
          .containsExactly(
              "recording: 'begin' must lie between 1971-01-01T00:00:00Z and 9998-12-31T00:00:00Z");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "1e308", "-0.1", "Infinity", "", "0x10", "1,5", " 1", "1e3"})
  void what_is_no_plain_decimal_is_no_amount(String text) {
    assertThat(faults(GOOD.replace("\"0.30\"", "\"" + text + "\""))).isNotEmpty();
    assertThat(faults(GOOD.replace("\"0.30\"", text.isEmpty() ? "null" : text))).isNotEmpty();
  }

  @Test
  void a_document_as_deep_as_it_likes_is_told_as_a_fault() {
    assertThat(faults(GOOD.replace("\"one\"", "[".repeat(100_000)))).hasSize(1);
  }

  private static List<String> faults(String json) {
    return catchThrowableOfType(BadRecording.class, () -> RecordingReader.read(json)).faults();
  }
}
