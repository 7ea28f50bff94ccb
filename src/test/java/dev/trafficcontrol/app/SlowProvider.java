package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// A provider that takes its calls and answers none before it is told to.
final class SlowProvider implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private static final String ASK =
      """
      {"model":"claude-sonnet-5-5","max_tokens":16,"messages":[{"role":"user","content":"Hi"}]}\
      """;

  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5",\
      "content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,\
      "usage":{"input_tokens":8,"output_tokens":3}}\
      """;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  SlowProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/messages", this::take);
    server.setExecutor(threads);
    server.start();
  }

  /// One small call, as a client of a gateway makes it.
  static CompletableFuture<HttpResponse<String>> call(URI gateway, String key) {
    return call(gateway, key, ASK.getBytes(StandardCharsets.UTF_8));
  }

  static CompletableFuture<HttpResponse<String>> call(URI gateway, String key, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway)
            .header("authorization", "Bearer " + key)
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private void take(HttpExchange call) throws IOException {
    try (call) {
      call.getRequestBody().readAllBytes();
      calls.incrementAndGet();
      called.countDown();
      if (!mayAnswer.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().add("content-type", "application/json");
      call.sendResponseHeaders(200, answer.length);
      call.getResponseBody().write(answer);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int calls() {
    return calls.get();
  }

  void awaitCall() throws InterruptedException {
    assertThat(called.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the call arrives").isTrue();
  }

  void answer() {
    mayAnswer.countDown();
  }

  /// Waits until a program has written that.
  static void awaitLine(Path log, String words) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.readString(log).contains(words));
  }

  @Override
  public void close() {
    mayAnswer.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
