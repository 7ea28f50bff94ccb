package dev.trafficcontrol.simulator;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The way back to one client. Closing it early closes the TCP connection, without an end of the
/// body that a client could take for a whole one.
final class Outgoing {
  /// The client has gone.
  @SuppressWarnings("serial")
  static final class ClientLeft extends RuntimeException {
    ClientLeft(Exception cause) {
      super(cause);
    }
  }

  private final ServerResponse response;
  private final Protocol protocol;
  private final String requestId;

  Outgoing(ServerResponse response, Protocol protocol, String requestId) {
    this.response = response;
    this.protocol = protocol;
    this.requestId = requestId;
    protocol.headers(requestId).forEach(this::header);
  }

  String requestId() {
    return requestId;
  }

  void header(String name, String value) {
    response.header(HeaderNames.create(name), value);
  }

  /// A whole answer.
  void send(int status, String contentType, String body) {
    header("content-type", contentType);
    try {
      response.status(Status.create(status)).send(body);
    } catch (UncheckedIOException | CloseConnectionException e) {
      throw new ClientLeft(e);
    }
  }

  void sendJson(int status, String body) {
    send(status, "application/json", body);
  }

  void sendError(Problem problem) {
    sendJson(problem.status(), protocol.errorBody(problem, requestId));
  }

  OutputStream beginStream() {
    header("content-type", "text/event-stream; charset=utf-8");
    header("cache-control", "no-cache");
    response.status(Status.OK_200);
    return response.outputStream();
  }

  static void write(OutputStream stream, Event event) {
    writePart(stream, event, Integer.MAX_VALUE);
  }

  /// Sends the event's first bytes.
  static void writePart(OutputStream stream, Event event, int most) {
    byte[] bytes = event.bytes();
    try {
      stream.write(bytes, 0, Math.min(bytes.length, most));
      stream.flush();
    } catch (IOException | UncheckedIOException | CloseConnectionException e) {
      throw new ClientLeft(e);
    }
  }

  static void end(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException | UncheckedIOException | CloseConnectionException e) {
      throw new ClientLeft(e);
    }
  }

  /// To be thrown out of a handler: the server closes the connection at once.
  static CloseConnectionException hangUp() {
    return new CloseConnectionException("the script cuts the connection");
  }
}
