package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.responses.ResponseCreateParams;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;

/// Both providers' own SDKs for Java, unchanged but for their base URL and key: what they ask for
/// works, and the bill is the book.
final class JavaSdksTest {

  @Test
  void openais_sdk_works_in_every_way_of_asking() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      OpenAIClient client = openAi(rig, rig.key("20"));
      ChatCompletionCreateParams chat =
          ChatCompletionCreateParams.builder()
              .model("gpt-5-mini")
              .addUserMessage("Say something short.")
              .build();
      ResponseCreateParams response =
          ResponseCreateParams.builder().model("gpt-5-mini").input("Say something short.").build();

      assertThat(client.chat().completions().create(chat).validate().choices()).hasSize(1);
      try (var chunks = client.chat().completions().createStreaming(chat)) {
        assertThat(chunks.stream().filter(chunk -> chunk.validate().usage().isPresent())).isEmpty();
      }
      var counted =
          chat.toBuilder()
              .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
              .build();
      try (var chunks = client.chat().completions().createStreaming(counted)) {
        assertThat(chunks.stream().filter(chunk -> chunk.validate().usage().isPresent()))
            .hasSize(1);
      }
      assertThat(client.responses().create(response).validate().usage()).isPresent();
      try (var events = client.responses().createStreaming(response)) {
        assertThat(events.stream().filter(event -> event.validate().isCompleted())).hasSize(1);
      }
      assertThat(client.models().list().data()).isNotEmpty();
      rig.assertBillIsBook();
      assertThat(rig.provider.bill().calls()).isEqualTo(5);
    }
  }

  @Test
  void anthropics_sdk_works_in_every_way_of_asking() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      AnthropicClient client = anthropic(rig, rig.key("20"));
      MessageCreateParams asked = message();

      assertThat(client.messages().create(asked).validate().content()).isNotEmpty();
      try (var events = client.messages().createStreaming(asked)) {
        assertThat(events.stream().filter(event -> event.validate().isMessageStop())).hasSize(1);
      }
      assertThat(client.models().list().data()).isNotEmpty();
      rig.assertBillIsBook();
      assertThat(rig.provider.bill().calls()).isEqualTo(2);
    }
  }

  @Test
  void both_sdks_say_why_a_budget_refused() {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      OpenAIClient openAi = openAi(rig, rig.key("0.00001"));
      assertThatThrownBy(() ->
              openAi
                  .responses()
                  .create(ResponseCreateParams.builder().model("gpt-5-mini").input("hi").build()))
          .isInstanceOf(com.openai.errors.RateLimitException.class)
          .hasMessageContaining("more than the limit of budget");

      AnthropicClient anthropic = anthropic(rig, rig.key("0.00001"));
      assertThatThrownBy(() -> anthropic.messages().create(message()))
          .isInstanceOf(com.anthropic.errors.RateLimitException.class)
          .hasMessageContaining("more than the limit of budget");
      assertThat(rig.bill().isZero()).isTrue();
    }
  }

  private static OpenAIClient openAi(GatewayRig rig, KeySecret key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(rig.uri("/v1").toString())
        .apiKey(key.reveal())
        .build();
  }

  private static AnthropicClient anthropic(GatewayRig rig, KeySecret key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(rig.uri("").toString())
        .apiKey(key.reveal())
        .build();
  }

  private static MessageCreateParams message() {
    return MessageCreateParams.builder()
        .model("claude-sonnet-5-5")
        .maxTokens(300)
        .addUserMessage("Say something short.")
        .build();
  }
}
