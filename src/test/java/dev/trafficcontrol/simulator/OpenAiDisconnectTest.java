package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiDisconnectTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";

  /// Fast enough for a test, slow enough that the client leaves long before the end.
  private static final SimulatorOptions SLOW =
      SimulatorOptions.defaults()
          .withTimeFactor(new TimeFactor(5))
          .withScript(
              """
              {"rules":[{"reply":[{"usage":{"input_tokens":1000,"output_tokens":8000}}]}]}
              """);

  @ParameterizedTest
  @ValueSource(strings = {CHAT, RESPONSES})
  void a_client_that_leaves_is_charged_in_full_where_the_provider_finishes(String path)
      throws Exception {
    // 1,000 × $1.25 + 8,000 × $10, per million
    assertThat(chargedAfterLeaving(path, OnDisconnect.FINISH)).isEqualByComparingTo("0.08125");
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, RESPONSES})
  void a_client_that_leaves_is_charged_what_was_written_where_the_provider_stops(String path)
      throws Exception {
    assertThat(chargedAfterLeaving(path, OnDisconnect.STOP))
        .isGreaterThan(new BigDecimal("0.00125"))
        .isLessThan(new BigDecimal("0.08125"));
  }

  private static BigDecimal chargedAfterLeaving(String path, OnDisconnect onDisconnect)
      throws Exception {
    String ask =
        path.equals(CHAT)
            ? Client.askChat("gpt-5", "", "Hi")
            : Client.askResponses("gpt-5", "", "Hi");
    try (SimulatedProvider provider = SimulatedProvider.start(SLOW.withOnDisconnect(onDisconnect));
        Client client = new Client(provider.uri())) {
      HttpRequest request =
          client.bearer(path).POST(HttpRequest.BodyPublishers.ofString(Client.stream(ask))).build();
      try (InputStream body =
          client.http().send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        assertThat(body.readNBytes(4000)).hasSize(4000);
        assertThat(provider.bill().open()).isEqualTo(1);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> provider.bill().open() == 0);
      return provider.bill().total();
    }
  }
}
