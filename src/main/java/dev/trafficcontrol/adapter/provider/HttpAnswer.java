package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.UpstreamAnswer;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An answer as it arrives on the wire.
final class HttpAnswer implements UpstreamAnswer {

  private final Http1ClientResponse response;
  private final KeyMask mask;
  private final Watch watch;
  private final Duration idle;
  private final InputStream body;

  HttpAnswer(Http1ClientResponse response, KeyMask mask, Watch watch, Duration idle) {
    this.response = response;
    this.mask = mask;
    this.watch = watch;
    this.idle = idle;
    this.body = response.entity().inputStream();
  }

  @Override
  public int status() {
    return response.status().code();
  }

  @Override
  public Headers headers() {
    List<Header> fields = new ArrayList<>();
    for (io.helidon.http.Header field : response.headers()) {
      for (String value : field.allValues()) {
        fields.add(new Header(field.headerName().defaultCase(), mask.masked(value)));
      }
    }
    return new Headers(fields);
  }

  @Override
  public int read(byte[] into) {
    try {
      int length = body.read(into, 0, into.length);
      watch.progress(idle);
      return length;
    } catch (IOException | RuntimeException broken) {
      throw HttpExchange.lost(watch, broken);
    }
  }
}
