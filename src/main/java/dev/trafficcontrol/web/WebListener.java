package dev.trafficcontrol.web;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Listens on loopback for programs that watch, until it is closed.
public final class WebListener implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 64;
  private static final Duration IDLE = Duration.ofMinutes(1);

  /// A pre-flight looks at disks, repositories and the sandbox: not with every look of a watcher.
  private static final Duration BETWEEN_PREFLIGHTS = Duration.ofMinutes(1);

  private static final Pattern OWN_NAME =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?");

  private final WebServer server;

  private WebListener(WebServer server) {
    this.server = server;
  }

  /// @param frontDoor asked for nothing that changes anything
  /// @throws IllegalStateException where nothing can listen there
  public static WebListener start(
      InetSocketAddress address, Function<Request, Reply> frontDoor, InstantSource clock) {
    Pages pages = new Pages(frontDoor, clock);
    WebServer server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .maxTcpConnections(MOST_CONNECTIONS)
            .idleConnectionTimeout(IDLE)
            .shutdownGracePeriod(Duration.ZERO)
            .shutdownHook(false)
            .routing(routing ->
                routing
                    .any(Pages::refuseForeignNames)
                    .get("/metrics", pages::metrics)
                    .get("/health", pages::health))
            .build()
            .start();
    if (server.port() < 0) {
      server.stop();
      throw new IllegalStateException(
          "%s:%d is taken, or not an address of this machine"
              .formatted(address.getHostString(), address.getPort()));
    }
    return new WebListener(server);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Pages {

    private final Function<Request, Reply> frontDoor;
    private final InstantSource clock;
    private Instant askedAt = Instant.MIN;
    private @Nullable Facts preflight;

    Pages(Function<Request, Reply> frontDoor, InstantSource clock) {
      this.frontDoor = frontDoor;
      this.clock = clock;
    }

    /// A page in a browser can have its own name lead to this machine, and would then read what it
    /// gets as its own.
    static void refuseForeignNames(ServerRequest request, ServerResponse response) {
      if (OWN_NAME.matcher(request.authority()).matches()) {
        response.next();
      } else {
        response
            .status(Status.FORBIDDEN_403)
            .send("ask for it as 127.0.0.1 or localhost: this is for programs on this machine\n");
      }
    }

    void metrics(ServerRequest request, ServerResponse response) {
      Optional<Facts> status = ask("status");
      if (status.isEmpty()) {
        unavailable(response);
        return;
      }
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try {
        PrometheusTextFormatWriter.create()
            .write(text, Metrics.of(status.get(), latestPreflight()));
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      response
          .header(HeaderNames.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE)
          .send(text.toByteArray());
    }

    /// Whether the ledger answers: what a call would need. Where breakers stand is known without
    /// it.
    void health(ServerRequest request, ServerResponse response) {
      if (ask("budget list").isPresent()) {
        response.send("ok\n");
      } else {
        unavailable(response);
      }
    }

    private static void unavailable(ServerResponse response) {
      response.status(Status.SERVICE_UNAVAILABLE_503).send("the book can't be read\n");
    }

    private Optional<Facts> ask(String verb) {
      return switch (frontDoor.apply(Request.to(verb))) {
        case Reply.Done(Facts facts) -> Optional.of(facts);
        case Reply.Refused _ -> Optional.empty();
      };
    }

    private synchronized Optional<Facts> latestPreflight() {
      Instant now = clock.instant();
      if (askedAt.equals(Instant.MIN)
          || Duration.between(askedAt, now).abs().compareTo(BETWEEN_PREFLIGHTS) >= 0) {
        preflight = ask("preflight").orElse(null);
        askedAt = now;
      }
      return Optional.ofNullable(preflight);
    }
  }
}
