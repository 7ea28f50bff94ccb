package dev.trafficcontrol.simulator;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
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

/// The providers' routes: what each request is answered by. Where the path does not say whose
/// protocol is spoken, it is Anthropic's if the request has a header that only that one knows.
final class Routes {
  private static final Logger LOG = System.getLogger(Routes.class.getName());

  /// Anthropic's documented limit of a request; held to for both.
  private static final int MOST_BYTES = 32 << 20;

  private static final HeaderName VERSION = HeaderNames.create("anthropic-version");

  private interface Route {
    void answer(ServerRequest request, Outgoing out) throws IOException;
  }

  private final KeyCheck keys;
  private final Readers readers;
  private final CallDesk desk;
  private final Answerer answerer;
  private final InfoJson info;
  private final AtomicLong requests = new AtomicLong();

  Routes(KeyCheck keys, Readers readers, CallDesk desk, Answerer answerer, InfoJson info) {
    this.keys = keys;
    this.readers = readers;
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
        .post("/v1/chat/completions", (request, response) -> guard(request, response, this::chat))
        .post("/v1/responses", (request, response) -> guard(request, response, this::responses))
        .get("/v1/models", (request, response) -> guard(request, response, this::models))
        .get("/v1/models/{id}", (request, response) -> guard(request, response, this::model))
        .get("/simulator/bill", (request, response) -> guard(request, response, this::bill))
        .any((request, response) -> guard(request, response, this::unknown));
  }

  private void guard(ServerRequest request, ServerResponse response, Route route)
      throws IOException {
    Outgoing out =
        new Outgoing(
            response, protocolOf(request), "req_%012d".formatted(requests.incrementAndGet()));
    try {
      route.answer(request, out);
    } catch (ApiError e) {
      out.sendError(e.problem());
    } catch (CloseConnectionException e) {
      throw e;
    } catch (Outgoing.ClientLeft e) {
      throw Outgoing.hangUp();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "request " + out.requestId() + " failed", e);
      if (response.isSent()) {
        throw Outgoing.hangUp();
      }
      out.sendError(new Problem(500, null, "Internal server error"));
    }
  }

  private static Protocol protocolOf(ServerRequest request) {
    String path = request.path().path();
    if (path.startsWith("/v1/chat/") || path.startsWith("/v1/responses")) {
      return Protocol.OPENAI;
    }
    boolean anthropic =
        path.startsWith("/v1/messages")
            || request.headers().contains(VERSION)
            || request.headers().contains(KeyCheck.API_KEY);
    return anthropic ? Protocol.ANTHROPIC : Protocol.OPENAI;
  }

  private void messages(ServerRequest request, Outgoing out) throws IOException {
    String payer = keys.payer(request, Protocol.ANTHROPIC);
    answer(readers.messages().conversation(body(request)), payer, out);
  }

  private void chat(ServerRequest request, Outgoing out) throws IOException {
    String payer = keys.payer(request, Protocol.OPENAI);
    answer(readers.chat().conversation(body(request)), payer, out);
  }

  private void responses(ServerRequest request, Outgoing out) throws IOException {
    String payer = keys.payer(request, Protocol.OPENAI);
    answer(readers.responses().conversation(body(request)), payer, out);
  }

  private void answer(Conversation conversation, String payer, Outgoing out) {
    answerer.answer(desk.prepare(conversation, payer, out.requestId()), out);
  }

  private void countTokens(ServerRequest request, Outgoing out) throws IOException {
    keys.payer(request, Protocol.ANTHROPIC);
    out.sendJson(200, "{\"input_tokens\":" + readers.messages().tokens(body(request)) + "}");
  }

  private void models(ServerRequest request, Outgoing out) {
    keys.payer(request, protocolOf(request));
    out.sendJson(200, info.models(protocolOf(request)));
  }

  private void model(ServerRequest request, Outgoing out) {
    keys.payer(request, protocolOf(request));
    String id = request.path().pathParameters().get("id");
    out.sendJson(200, info.model(id, protocolOf(request)));
  }

  private void bill(ServerRequest request, Outgoing out) {
    out.sendJson(200, info.bill());
  }

  private void unknown(ServerRequest request, Outgoing out) {
    throw new ApiError(new Problem(404, null, "Not found: " + request.path().path()));
  }

  private static byte[] body(ServerRequest request) throws IOException {
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw new ApiError(new Problem(413, null, "Request exceeds the maximum size"));
      }
      return body;
    }
  }
}
