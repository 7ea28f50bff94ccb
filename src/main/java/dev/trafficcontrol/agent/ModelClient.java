package dev.trafficcontrol.agent;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.io.UncheckedIOException;
import java.time.Duration;

/// Asks the model by way of the gateway. What may pass is tried again by the SDK, a few times: a
/// broken connection, 408, 409, 429 and 5xx, unless `x-should-retry: false`. An answer that broke
/// off is not: it was paid for.
final class ModelClient {

  private static final int MOST_RETRIES = 4;

  /// A call waits up to a minute for room in a budget, and then for the model's first word.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// The version of the protocol that the gateway's meter was written for.
  private static final String PROTOCOL = "2023-06-01";

  private final AnthropicClient client;

  ModelClient(String baseUrl, String key) {
    client =
        new AnthropicClientImpl(
            ClientOptions.builder()
                .httpClient(new GatewayClient())
                .jsonMapper(SdkJson.mapper())
                .sleeper(new Patience())
                .baseUrl(baseUrl)
                .putHeader("authorization", "Bearer " + key)
                .putHeader("anthropic-version", PROTOCOL)
                .maxRetries(MOST_RETRIES)
                .timeout(Timeout.builder().connect(PATIENCE).read(PATIENCE).build())
                .build());
  }

  /// The whole answer.
  ///
  /// @throws MoneyRefused if the gateway refuses money
  /// @throws GaveUp if there is no answer for another reason
  Message ask(MessageCreateParams request) {
    MessageAccumulator answer = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(request)) {
      events.stream().forEach(answer::accumulate);
      return answer.message();
    } catch (AnthropicServiceException refused) {
      throw new GaveUp(ApiRefusal.of(refused).message(), refused);
    } catch (AnthropicException | UncheckedIOException | IllegalStateException broken) {
      throw new GaveUp("the answer did not arrive whole: " + broken.getMessage(), broken);
    }
  }
}
