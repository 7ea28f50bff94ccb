package com.example.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import dev.trafficcontrol.junit.Call;
import dev.trafficcontrol.junit.TrafficControl;
import dev.trafficcontrol.junit.TrafficControlTest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The example of `docs/TESTING.md`.
@TrafficControlTest(
    limit = "0.25",
    script =
        """
        {"rules": [{"contains": "weather", "reply": [{"text": "Rain until noon."}]}]}
        """)
class SummaryExample {

  @Test
  void it_asks_once_and_costs_what_the_provider_bills(TrafficControl traffic) {
    assertEquals("Rain until noon.", summary(traffic, "Sum up the weather."));

    assertEquals(traffic.billed(), traffic.spent());
    assertTrue(traffic.spent().compareTo(new BigDecimal("0.01")) < 0);
    assertEquals(List.of("claude-sonnet-5-5"), traffic.calls().stream().map(Call::model).toList());
  }

  @TrafficControlTest(limit = "0.00001")
  void it_gives_up_where_there_is_no_money(TrafficControl traffic) {
    assertThrows(RateLimitException.class, () -> summary(traffic, "Sum up the weather."));
    assertEquals(List.of(), traffic.calls());
  }

  /// In a program of yours this is what is tested.
  private static String summary(TrafficControl traffic, String wanted) {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .baseUrl(traffic.gateway().toString())
            .apiKey(traffic.key())
            .build();
    Message answer =
        client
            .messages()
            .create(
                MessageCreateParams.builder()
                    .model("claude-sonnet-5-5")
                    .maxTokens(300)
                    .addUserMessage(wanted)
                    .build());
    return answer.content().getFirst().text().orElseThrow().text();
  }
}
