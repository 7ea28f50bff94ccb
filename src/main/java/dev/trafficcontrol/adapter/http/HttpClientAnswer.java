package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.ClientAnswer;
import dev.trafficcontrol.gateway.ClientGone;
import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An answer on its way to the client.
final class HttpClientAnswer implements ClientAnswer {

  /// The library looks a status up among all that it knows.
  private static final Map<Integer, Status> STATUSES = new ConcurrentHashMap<>();

  private final HttpCall call;
  private final ServerResponse response;
  private @Nullable OutputStream stream;
  private boolean ended;

  HttpClientAnswer(HttpCall call, ServerResponse response) {
    this.call = call;
    this.response = response;
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public void begin(int status, Headers headers) {
    response.status(STATUSES.computeIfAbsent(status, Status::create));
    for (Header field : headers.fields()) {
      response.headers().add(HeaderValues.create(HeaderNames.create(field.name()), field.value()));
    }
    if (call.leavesALongBody()) {
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
    }
  }

  @Override
  public void write(byte[] bytes, int length) {
    try {
      if (stream == null && response.headers().contentLength().orElse(-1) == length) {
        // All of it: one write, head included.
        response.send(bytes, 0, length);
        return;
      }
      if (stream == null) {
        stream = response.outputStream();
      }
      stream.write(bytes, 0, length);
      stream.flush();
    } catch (IOException | RuntimeException broken) {
      throw new ClientGone(broken);
    }
  }

  @Override
  public void end() {
    try {
      if (stream != null) {
        stream.close();
      } else if (!response.isSent()) {
        response.send();
      }
      ended = true;
    } catch (IOException | RuntimeException broken) {
      throw new ClientGone(broken);
    }
  }
}
