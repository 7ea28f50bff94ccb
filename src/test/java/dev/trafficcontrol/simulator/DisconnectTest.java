package dev.trafficcontrol.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisconnectTest {
  /// Fast enough for a test, slow enough that the client leaves long before the end.
  private static final SimulatorOptions SLOW =
      SimulatorOptions.defaults()
          .withTimeFactor(new TimeFactor(20))
          .withScript(
              """
              {"rules":[{"reply":[{"usage":{"input_tokens":1000,"output_tokens":8000}}]}]}
              """);

  @Test
  void a_client_that_leaves_is_charged_in_full_where_the_provider_finishes() throws Exception {
    // 1,000 × $4 + 8,000 × $20, per million
    assertThat(chargedAfterLeaving(OnDisconnect.FINISH)).isEqualByComparingTo("0.164");
  }

  @Test
  void a_client_that_leaves_is_charged_what_was_written_where_the_provider_stops()
      throws Exception {
    assertThat(chargedAfterLeaving(OnDisconnect.STOP))
        .isBetween(new BigDecimal("0.004"), new BigDecimal("0.1"));
  }

  private static BigDecimal chargedAfterLeaving(OnDisconnect onDisconnect) throws Exception {
    try (SimulatedProvider provider = SimulatedProvider.start(SLOW.withOnDisconnect(onDisconnect));
        Client client = new Client(provider.uri())) {
      HttpRequest request =
          client
              .request("/v1/messages")
              .header("x-api-key", Client.KEY)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      Client.stream(Client.ask("claude-opus-5-5", 9000, "Hi"))))
              .build();
      try (InputStream body =
          client.http().send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        assertThat(body.readNBytes(1000)).hasSize(1000);
        assertThat(provider.bill().open()).isEqualTo(1);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> provider.bill().open() == 0);
      return provider.bill().total();
    }
  }
}
