package dev.trafficcontrol.agent;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the gateway answered, as the SDK reads it.
final class GatewayAnswer implements HttpResponse {

  private static final int FIRST_ERROR = 400;

  private final HttpURLConnection call;
  private final int status;

  /// Waits for the answer's beginning.
  GatewayAnswer(HttpURLConnection call) throws IOException {
    this.call = call;
    this.status = call.getResponseCode();
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public Headers headers() {
    Headers.Builder headers = Headers.builder();
    call.getHeaderFields()
        .forEach((name, values) -> {
          if (name != null) { // the status line has none
            headers.put(name, values);
          }
        });
    return headers.build();
  }

  @Override
  public InputStream body() {
    try {
      @Nullable InputStream body =
          status < FIRST_ERROR ? call.getInputStream() : call.getErrorStream();
      return Objects.requireNonNullElse(body, InputStream.nullInputStream());
    } catch (IOException broken) {
      throw new AnthropicIoException("the answer can't be read", broken);
    }
  }

  @Override
  public void close() {
    call.disconnect();
  }
}
