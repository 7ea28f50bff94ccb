package dev.trafficcontrol.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Answers each call by the next of its answers, the last one for good, and keeps what was asked.
final class GatewayStandIn implements AutoCloseable {

  /// What is answered to one call.
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer error(int status, String type, Map<String, String> headers) {
      return new Answer(
          status,
          headers,
          "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"because\"}}"
              .formatted(type));
    }

    /// A stream whose one block is the JSON given.
    static Answer message(String stop, String block, String delta) {
      String events =
          event(
                  "message_start",
                  "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}")
              + event("content_block_start", "\"index\":0,\"content_block\":" + block)
              + event("content_block_delta", "\"index\":0,\"delta\":" + delta)
              + event("content_block_stop", "\"index\":0")
              + event(
                  "message_delta",
                  "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}"
                      .formatted(stop))
              + event("message_stop", "\"n\":0");
      return new Answer(200, Map.of("content-type", "text/event-stream"), events);
    }

    static Answer text(String stop, String text) {
      return message(
          stop,
          "{\"type\":\"text\",\"text\":\"\"}",
          "{\"type\":\"text_delta\",\"text\":\"%s\"}".formatted(text));
    }

    static Answer use(String stop, String tool, String partialInput) {
      return message(
          stop,
          "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"%s\",\"input\":{}}".formatted(tool),
          "{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}"
              .formatted(partialInput.replace("\"", "\\\"")));
    }

    /// The same, broken off in the middle.
    Answer cut() {
      return new Answer(status, headers, body.substring(0, body.indexOf("event: message_delta")));
    }

    private static String event(String type, String fields) {
      return "event: %1$s\ndata: {\"type\":\"%1$s\",%2$s}\n\n".formatted(type, fields);
    }
  }

  private final HttpServer server;
  private final List<Answer> answers;
  private final List<String> asked = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  GatewayStandIn(Answer... answers) {
    this.answers = List.of(answers);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext("/v1/messages", this::answer);
    server.start();
  }

  private synchronized void answer(HttpExchange call) throws IOException {
    Answer answer = answers.get(Math.min(asked.size(), answers.size() - 1));
    asked.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    keys.add(String.valueOf(call.getRequestHeaders().getFirst("authorization")));
    answer.headers().forEach(call.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(answer.status(), body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
