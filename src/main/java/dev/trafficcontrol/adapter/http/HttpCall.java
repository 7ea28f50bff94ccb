package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.Body;
import dev.trafficcontrol.gateway.BodyTooLarge;
import dev.trafficcontrol.gateway.ClientGone;
import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.InboundCall;
import io.helidon.common.uri.UriFragment;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A request as the listener got it.
final class HttpCall implements InboundCall {

  /// So little is read and thrown away to keep the connection, and the client from being reset
  /// before it reads why.
  private static final long READ_ANYWAY_BYTES = 1024 * 1024;

  private static final int PIECE_BYTES = 64 * 1024;

  private final ServerRequest request;
  private final Duration bodyWithin;
  private boolean bodyRead;

  /// @param bodyWithin how long its body may take to arrive
  HttpCall(ServerRequest request, Duration bodyWithin) {
    this.request = request;
    this.bodyWithin = bodyWithin;
  }

  @Override
  public String method() {
    return request.prologue().method().text();
  }

  @Override
  public String rawPath() {
    // A target has no fragment: what looks like one is kept, so that the path is not taken for a
    // known one.
    UriFragment fragment = request.prologue().fragment();
    String path = request.prologue().uriPath().rawPath();
    return fragment.hasValue() ? path + "#" + fragment.rawValue() : path;
  }

  @Override
  public @Nullable String rawQuery() {
    return request.prologue().hasQuery() ? request.prologue().query().rawValue() : null;
  }

  @Override
  public Headers headers() {
    List<Header> fields = new ArrayList<>();
    for (io.helidon.http.Header field : request.headers()) {
      for (String value : field.allValues()) {
        fields.add(new Header(field.headerName().defaultCase(), value));
      }
    }
    return new Headers(fields);
  }

  @Override
  public Body body(int limit, IntConsumer arrived) {
    if (!request.content().hasEntity()) {
      bodyRead = true;
      return Body.EMPTY;
    }
    Pieces pieces = new Pieces();
    try (Deadline _ = Deadline.forThisThread(bodyWithin);
        InputStream in = request.content().inputStream()) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int length = read(in, piece); length >= 0; length = read(in, piece)) {
        if (length > limit - pieces.length()) {
          throw new BodyTooLarge(limit);
        }
        arrived.accept(length);
        pieces.add(piece, length);
      }
      bodyRead = true;
    } catch (IOException broken) {
      throw new ClientGone(broken);
    }
    return Body.owning(pieces.whole());
  }

  private static int read(InputStream in, byte[] piece) {
    try {
      return in.read(piece);
    } catch (IOException | RuntimeException broken) {
      throw new ClientGone(broken);
    }
  }

  /// Whether the connection is to be closed now that the request is answered: the server does not
  /// do so by itself, and would take what is left of a long body for the next request. A short one
  /// is read first, because closing with unread bytes resets the connection, and the answer may be
  /// lost with it.
  boolean endsItsConnection() {
    if (leavesALongBody()) {
      return true;
    }
    boolean asked = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    if (asked && !bodyRead && request.content().hasEntity()) {
      request.content().consume();
    }
    return asked;
  }

  /// Whether the rest of the request would take too long to skip, so that the connection can't be
  /// kept.
  boolean leavesALongBody() {
    return !bodyRead
        && (request.headers().contains(HeaderNames.TRANSFER_ENCODING)
            || request.headers().contentLength().orElse(0) > READ_ANYWAY_BYTES);
  }
}
