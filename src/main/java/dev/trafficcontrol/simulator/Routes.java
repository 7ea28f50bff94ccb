package dev.trafficcontrol.simulator;

import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/// The provider's routes: what each request is answered by.
final class Routes {
  private static final Logger LOG = System.getLogger(Routes.class.getName());

  /// The provider's documented limit of a request.
  private static final int MOST_BYTES = 32 << 20;

  private interface Route {
    void answer(ServerRequest request, Outgoing out) throws IOException;
  }

  private final KeyCheck keys;
  private final RequestReader reader;
  private final CallDesk desk;
  private final Answerer answerer;
  private final InfoJson info;
  private final AtomicLong requests = new AtomicLong();

  Routes(KeyCheck keys, RequestReader reader, CallDesk desk, Answerer answerer, InfoJson info) {
    this.keys = keys;
    this.reader = reader;
    this.desk = desk;
    this.answerer = answerer;
    this.info = info;
  }

  void addTo(HttpRouting.Builder routing) {
    routing
        .route(Method.HEAD, "/*", (_, response) -> response.send())
        .post("/v1/messages", (request, response) -> guard(request, response, this::messages))
        .post(
            "/v1/messages/count_tokens",
            (request, response) -> guard(request, response, this::countTokens))
        .get("/v1/models", (request, response) -> guard(request, response, this::models))
        .get("/v1/models/{id}", (request, response) -> guard(request, response, this::model))
        .get("/simulator/bill", (request, response) -> guard(request, response, this::bill))
        .any((request, response) -> guard(request, response, this::unknown));
  }

  private void guard(ServerRequest request, ServerResponse response, Route route)
      throws IOException {
    Outgoing out = new Outgoing(response, "req_%012d".formatted(requests.incrementAndGet()));
    try {
      route.answer(request, out);
    } catch (ApiError e) {
      out.sendJson(e.status(), e.body(out.requestId()));
    } catch (CloseConnectionException e) {
      throw e;
    } catch (Outgoing.ClientLeft e) {
      throw Outgoing.hangUp();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "request " + out.requestId() + " failed", e);
      if (response.isSent()) {
        throw Outgoing.hangUp();
      }
      out.sendJson(500, ApiError.body("api_error", "Internal server error", out.requestId()));
    }
  }

  private void messages(ServerRequest request, Outgoing out) throws IOException {
    String payer = keys.payer(request);
    Conversation conversation = reader.conversation(body(request));
    answerer.answer(desk.prepare(conversation, payer, out.requestId()), out);
  }

  private void countTokens(ServerRequest request, Outgoing out) throws IOException {
    keys.payer(request);
    out.sendJson(200, "{\"input_tokens\":" + reader.tokens(body(request)) + "}");
  }

  private void models(ServerRequest request, Outgoing out) {
    keys.payer(request);
    out.sendJson(200, info.models());
  }

  private void model(ServerRequest request, Outgoing out) {
    keys.payer(request);
    out.sendJson(200, info.model(request.path().pathParameters().get("id")));
  }

  private void bill(ServerRequest request, Outgoing out) {
    out.sendJson(200, info.bill());
  }

  private void unknown(ServerRequest request, Outgoing out) {
    throw new ApiError(404, "not_found_error", "Not found: " + request.path().path());
  }

  private static byte[] body(ServerRequest request) throws IOException {
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw new ApiError(413, "request_too_large", "Request exceeds the maximum size");
      }
      return body;
    }
  }
}
