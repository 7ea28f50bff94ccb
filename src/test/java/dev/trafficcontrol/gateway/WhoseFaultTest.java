package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a call without an answer says of who made it is in the book, as a part of its own.
final class WhoseFaultTest {

  private static final String SILENT =
      "{\"reply\":[{\"usage\":{\"input_tokens\":9}},{\"text\":\"x\"},{\"silence\":{\"ms\":60000,\"after_events\":2}}]}";

  @ParameterizedTest
  @CsvSource({
    "anthropic,429,SPARED",
    "anthropic,529,SPARED",
    "openai,429,SPARED",
    "anthropic,400,FAILED",
    "anthropic,500,FAILED",
    "anthropic,504,FAILED",
    "openai,400,FAILED",
    "openai,500,FAILED"
  })
  void an_error_speaks_against_the_call_unless_the_provider_asks_for_time(
      String protocol, int status, NoAnswer answer) {
    MemoryBook book = new MemoryBook();
    try (GatewayRig rig =
        rig("{\"reply\":[{\"error\":{\"status\":%d}}]}".formatted(status), book)) {
      HttpResponse<String> got =
          protocol.equals("openai")
              ? rig.send(
                  rig.request(
                      "/v1/chat/completions",
                      rig.key("5"),
                      "{\"model\":\"gpt-5\",\"max_completion_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
              : rig.messages(rig.key("5"), GatewayRig.ask("claude-sonnet-5-5", 9, false, "x"));
      assertThat(got.statusCode()).as(got.body()).isEqualTo(status);
      await().untilAsserted(() -> assertThat(answers(book)).containsExactly(answer));
    }
  }

  @Test
  void a_call_that_was_cut_has_not_failed() {
    MemoryBook book = new MemoryBook();
    try (GatewayRig rig = rig(SILENT, book);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ =
          clients.submit(
              () -> rig.messages(rig.key("5"), GatewayRig.ask("claude-sonnet-5-5", 9, true, "x")));
      await().until(() -> rig.provider.bill().open() == 1);
      rig.calls.cutAll("the breaker tripped");
      await().until(() -> answers(book).size() == 1);
      assertThat(answers(book)).containsExactly(NoAnswer.SPARED);
    }
  }

  private static GatewayRig rig(String rule, MemoryBook book) {
    return new GatewayRig(
        SimulatorOptions.defaults().withScript("{\"rules\":[" + rule + "]}"), book);
  }

  private static List<NoAnswer> answers(MemoryBook book) {
    return book.events().stream()
        .flatMap(event ->
            event instanceof LedgerEvent.Voided voided
                ? Stream.ofNullable(voided.answer())
                : event instanceof LedgerEvent.Expired expired
                    ? Stream.ofNullable(expired.answer())
                    : Stream.of())
        .toList();
  }
}
