package dev.trafficcontrol.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a simulated provider as an SDK would.
final class Client implements AutoCloseable {
  static final String KEY = "sk-ant-simulated";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  Client(URI base) {
    this.base = base;
  }

  record Answer(int status, HttpResponse<String> raw) {
    JsonNode json() {
      return JsonMapper.shared().readTree(raw.body());
    }

    /// The data of the events, in order.
    List<JsonNode> events() {
      List<JsonNode> events = new ArrayList<>();
      raw.body()
          .lines()
          .filter(line -> line.startsWith("data: {"))
          .forEach(line -> events.add(JsonMapper.shared().readTree(line.substring(6))));
      return events;
    }

    List<String> types() {
      return events().stream().map(event -> event.path("type").asString()).toList();
    }

    String text() {
      StringBuilder text = new StringBuilder();
      for (JsonNode event : events()) {
        text.append(event.path("delta").path("text").asString(""));
      }
      return text.toString();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).header("x-api-key", KEY), "POST", body);
  }

  Answer messages(String body) throws IOException, InterruptedException {
    return post("/v1/messages?beta=true", body);
  }

  /// As OpenAI's SDKs do: with a bearer token.
  Answer openAi(String path, String body) throws IOException, InterruptedException {
    return send(bearer(path), "POST", body);
  }

  Answer chat(String body) throws IOException, InterruptedException {
    return openAi("/v1/chat/completions", body);
  }

  Answer responses(String body) throws IOException, InterruptedException {
    return openAi("/v1/responses", body);
  }

  HttpRequest.Builder bearer(String path) {
    return request(path).header("authorization", "Bearer " + KEY);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).header("x-api-key", KEY), "GET", "");
  }

  Answer send(HttpRequest.Builder request, String method, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  HttpClient http() {
    return http;
  }

  /// A request with one user message.
  static String ask(String model, int maxTokens, String text) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("model", model)
        .put("max_tokens", maxTokens)
        .set(
            "messages",
            JsonMapper.shared()
                .createArrayNode()
                .add(
                    JsonMapper.shared()
                        .createObjectNode()
                        .put("role", "user")
                        .put("content", text)))
        .toString();
  }

  /// A question for `/v1/chat/completions`.
  ///
  /// @param fields further fields, each followed by a comma
  static String askChat(String model, String fields, String text) {
    return """
    {"model":"%s",%s"messages":[{"role":"user","content":"%s"}]}\
    """
        .formatted(model, fields, text);
  }

  /// A question for `/v1/responses`.
  static String askResponses(String model, String fields, String text) {
    return "{\"model\":\"%s\",%s\"input\":\"%s\"}".formatted(model, fields, text);
  }

  static String stream(String request) {
    return request.replaceFirst("\\{", "{\"stream\":true,");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
