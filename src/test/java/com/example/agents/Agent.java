package com.example.agents;

import dev.trafficcontrol.junit.TrafficControl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// An agent as small as can be.
public final class Agent {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Agent() {}

  /// Asks once and reads the answer; returns its status.
  static int asks(TrafficControl traffic) throws IOException, InterruptedException {
    return asks(traffic.gateway(), traffic.key());
  }

  /// @param where the gateway or the provider
  public static int asks(URI where, String key) throws IOException, InterruptedException {
    return CLIENT
        .send(question(where, key, false), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  /// Asks, and leaves the answer to come. Returns once the call is in the book.
  static void leavesOpen(TrafficControl traffic) {
    var _ =
        CLIENT.sendAsync(
            question(traffic.gateway(), traffic.key(), true),
            HttpResponse.BodyHandlers.ofInputStream());
    while (traffic.calls().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static HttpRequest question(URI where, String key, boolean stream) {
    String body =
        """
        {"model":"claude-sonnet-5-5","max_tokens":200,"stream":%s,"messages":[{"role":"user","content":"Hello"}]}
        """
            .formatted(stream);
    return HttpRequest.newBuilder(where.resolve("/v1/messages"))
        .header("x-api-key", key)
        .header("content-type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
