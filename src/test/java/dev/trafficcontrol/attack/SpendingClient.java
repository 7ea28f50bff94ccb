package dev.trafficcontrol.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One agent that talks as long as it is let: growing prompts, streams, and now and then it leaves
/// in the middle.
final class SpendingClient {

  private static final int LEAVES_EVERY = 6;
  private static final int RETRIES = 50;

  /// Why it stopped.
  enum End {
    DONE_TALKING,
    BUDGET,
    /// The connection or the gateway failed.
    BROKEN
  }

  static final String DEAR_MODEL = "claude-opus-5-5";

  private final HttpClient http;
  private final URI gateway;
  private final String key;
  private final String model;
  private final Random random;

  SpendingClient(HttpClient http, URI gateway, String key, String model, long seed) {
    this.http = http;
    this.gateway = gateway;
    this.key = key;
    this.model = model;
    this.random = new Random(seed);
  }

  /// Talks for up to `turns` turns.
  End talk(int turns) throws InterruptedException {
    int tokens = 1_500 + random.nextInt(4_000);
    ConversationBody body =
        new ConversationBody(
            model, 8_192, "SIMULATE: tokens " + tokens + "\nConversation " + random.nextLong());
    int retries = 0;
    for (int turn = 0; turn < turns; turn++) {
      try {
        HttpResponse<java.io.InputStream> answer = send(body.json());
        if (answer.statusCode() == 200) {
          body.goOn(read(answer), "Go on with step " + turn + ". " + "More. ".repeat(100));
        } else if (isFinal(answer)) {
          return End.BUDGET;
        } else if (++retries > RETRIES) {
          return End.BROKEN;
        }
      } catch (IOException broken) {
        return End.BROKEN;
      }
    }
    return End.DONE_TALKING;
  }

  private HttpResponse<java.io.InputStream> send(String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(gateway.resolve("/v1/messages?beta=true"))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .header("anthropic-version", "2023-06-01")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /// The text of the answer; of some answers only the beginning, after which the connection is
  /// dropped.
  private String read(HttpResponse<java.io.InputStream> answer) throws IOException {
    int events = random.nextInt(LEAVES_EVERY) == 0 ? 3 + random.nextInt(20) : Integer.MAX_VALUE;
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && events > 0) {
        if (line.startsWith("data:")) {
          JsonNode event = JsonMapper.shared().readTree(line.substring("data:".length()));
          text.append(event.path("delta").path("text").asString(""));
          events--;
        }
        line = lines.readLine();
      }
    }
    return text.isEmpty() ? "(nothing)" : text.toString();
  }

  private static boolean isFinal(HttpResponse<java.io.InputStream> answer) throws IOException {
    answer.body().close();
    return answer.headers().firstValue("x-should-retry").map("false"::equals).orElse(false);
  }
}
