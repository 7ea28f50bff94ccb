package dev.trafficcontrol.attack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trafficcontrol.money.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands between a daemon and its provider. Whoever comes by is written down with what the book
/// says at that moment, read from its file by a connection of one's own; only then does the
/// provider see the call.
final class Tollgate implements AutoCloseable {

  /// @param call as the client named it
  /// @param held every hold of that client which was in the book before the call went on
  /// @param requestId by which the provider bills it
  record Passed(ClientCall call, List<Money> held, String requestId) {}

  private final URI provider;
  private final Path home;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Passed> passed = new CopyOnWriteArrayList<>();

  Tollgate(URI provider, Path home) throws IOException {
    this.provider = provider;
    this.home = home;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Passed> passed() {
    return List.copyOf(passed);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      ClientCall call = ClientCall.in(new String(body, StandardCharsets.UTF_8));
      List<Money> held = CommittedHolds.of(home, call.key());
      HttpResponse<byte[]> answer = forward(exchange, body);
      passed.add(new Passed(call, held, answer.headers().firstValue("request-id").orElse("")));
      answer
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("content-type", type));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(provider.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("x-api-key", "anthropic-version", "content-type")) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(value -> request.header(name, value));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    http.close();
  }
}
