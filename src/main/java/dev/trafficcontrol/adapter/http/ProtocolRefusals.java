package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.GatewayError;
import dev.trafficcontrol.gateway.GatewayError.Kind;
import dev.trafficcontrol.gateway.Protocol;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.List;

/// What never gets to the gateway because it is not proper HTTP is refused in the same shape as all
/// else.
final class ProtocolRefusals implements DirectHandler {

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status defaultStatus,
      ServerResponseHeaders responseHeaders,
      String message) {
    Kind kind = defaultStatus.code() < 500 ? Kind.INVALID_REQUEST : Kind.FAILURE;
    String said = defaultStatus.code() < 500 ? message : "the gateway failed";
    return TransportResponse.builder()
        .status(defaultStatus)
        .headers(responseHeaders)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .keepAlive(false)
        .entity(
            new GatewayError(defaultStatus.code(), kind, said, List.of()).body(Protocol.ANTHROPIC))
        .build();
  }
}
