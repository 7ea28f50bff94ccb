package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.Body;
import dev.trafficcontrol.gateway.BodyTooLarge;
import dev.trafficcontrol.gateway.ClientGone;
import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.InboundCall;
import dev.trafficcontrol.gateway.Watchman;
import io.helidon.common.uri.UriFragment;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A request as the listener got it.
final class HttpCall implements InboundCall {

  /// So little is read and thrown away to keep the connection, and the client from being reset
  /// before it reads why.
  private static final long READ_ANYWAY_BYTES = 1024 * 1024;

  private static final int PIECE_BYTES = 64 * 1024;

  /// A body that says it is this long at most is read into an array of that length.
  private static final int SHORT_BODY_BYTES = 64 * 1024;

  private final ServerRequest request;
  private final Watchman watchman;
  private final Duration bodyWithin;
  private boolean bodyRead;

  /// @param watchman looks whether its body arrives in time
  /// @param bodyWithin how long that may take
  HttpCall(ServerRequest request, Watchman watchman, Duration bodyWithin) {
    this.request = request;
    this.watchman = watchman;
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
    byte[] whole;
    try (Deadline _ = Deadline.forThisThread(watchman, bodyWithin);
        InputStream in = request.content().inputStream()) {
      long announced = request.headers().contentLength().orElse(Long.MAX_VALUE);
      whole =
          announced <= Math.min(SHORT_BODY_BYTES, limit)
              ? announced(in, (int) announced, arrived)
              : unannounced(in, limit, arrived);
      bodyRead = true;
    } catch (IOException broken) {
      throw new ClientGone(broken);
    }
    return Body.owning(whole);
  }

  private static byte[] announced(InputStream in, int length, IntConsumer arrived) {
    byte[] whole = new byte[length];
    for (int at = 0; at < length; ) {
      int more = read(in, whole, at);
      if (more < 0) {
        return Arrays.copyOf(whole, at);
      }
      arrived.accept(more);
      at += more;
    }
    return whole;
  }

  private static byte[] unannounced(InputStream in, int limit, IntConsumer arrived) {
    Pieces pieces = new Pieces();
    byte[] piece = new byte[PIECE_BYTES];
    for (int length = read(in, piece, 0); length >= 0; length = read(in, piece, 0)) {
      if (length > limit - pieces.length()) {
        throw new BodyTooLarge(limit);
      }
      arrived.accept(length);
      pieces.add(piece, length);
    }
    return pieces.whole();
  }

  private static int read(InputStream in, byte[] into, int from) {
    try {
      return in.read(into, from, into.length - from);
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
