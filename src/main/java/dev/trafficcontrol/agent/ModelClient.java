package dev.trafficcontrol.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Talks to the gateway. Retries what may pass (429 with a time, 529), and nothing else.
final class ModelClient {

  private static final int MOST_TRIES = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int OVERLOADED = 529;
  private static final int LONGEST_ERROR = 100_000;

  /// The budget is used up; asking again is of no use.
  static final class MoneyRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    MoneyRefused(String message) {
      super(message);
    }
  }

  private final ObjectMapper json = JsonMapper.shared();
  private final URI messages;
  private final String key;

  ModelClient(String baseUrl, String key) {
    this.messages = URI.create(baseUrl + "/v1/messages");
    this.key = key;
  }

  Answer ask(String request) throws IOException {
    for (int tries = 1; ; tries++) {
      HttpURLConnection call = send(request);
      int status = call.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return read(call);
      }
      JsonNode error = error(call);
      String message = status + ": " + error.path("message").asString("no reason was given");
      if (error.path("type").asString("").equals("billing_error")) {
        throw new MoneyRefused(message);
      }
      boolean mayPass = status == TOO_MANY_REQUESTS || status == OVERLOADED;
      if (!mayPass || tries == MOST_TRIES) {
        throw new IllegalStateException(message);
      }
      rest(call.getHeaderFieldInt("retry-after", tries));
    }
  }

  private HttpURLConnection send(String request) throws IOException {
    HttpURLConnection call = (HttpURLConnection) messages.toURL().openConnection();
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    call.setReadTimeout((int) PATIENCE.toMillis());
    call.setRequestProperty("authorization", "Bearer " + key);
    call.setRequestProperty("anthropic-version", "2023-06-01");
    call.setRequestProperty("content-type", "application/json");
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    call.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = call.getOutputStream()) {
      out.write(body);
    }
    return call;
  }

  private Answer read(HttpURLConnection call) throws IOException {
    AnswerBuilder answer = new AnswerBuilder(json);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          answer.event(json.readTree(line.substring("data:".length())));
        }
      }
    }
    return answer.answer();
  }

  private JsonNode error(HttpURLConnection call) throws IOException {
    try (InputStream body = call.getErrorStream()) {
      String text =
          body == null ? "{}" : new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
      return json.readTree(text).path("error");
    } catch (JacksonException notJson) {
      return json.createObjectNode();
    }
  }

  private static void rest(int seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 1, 60)));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", ended);
    }
  }
}
