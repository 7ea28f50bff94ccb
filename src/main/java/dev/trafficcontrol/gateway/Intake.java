package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import java.util.Locale;
import java.util.Optional;

/// Takes in the body of a request, within the room that all bodies share.
final class Intake {

  /// What came of it. A body that was taken in gives its room back when it is closed.
  sealed interface Taken {
    record In(Body body, ByteRoom.Share share) implements Taken {}

    record Refused(GatewayError why) implements Taken {}
  }

  private final ByteRoom room;
  private final int maxBodyBytes;

  Intake(ByteRoom room, int maxBodyBytes) {
    this.room = room;
    this.maxBodyBytes = maxBodyBytes;
  }

  Taken take(InboundCall call) {
    Optional<GatewayError> fault = formFault(call.headers());
    if (fault.isPresent()) {
      return new Taken.Refused(fault.get());
    }
    return announced(call.headers()) > maxBodyBytes
        ? new Taken.Refused(tooLarge())
        : read(call, room.share());
  }

  /// Room is taken for what is there, not for what was announced: announcing costs nothing.
  private Taken read(InboundCall call, ByteRoom.Share share) {
    boolean taken = false;
    try {
      Body body = call.body(maxBodyBytes, share::grow);
      taken = true;
      return new Taken.In(body, share);
    } catch (BodyTooLarge tooLarge) {
      return new Taken.Refused(tooLarge());
    } catch (NoRoom full) {
      return new Taken.Refused(noRoom());
    } finally {
      if (!taken) {
        share.close();
      }
    }
  }

  /// Without a length, nothing yet.
  private static long announced(Headers headers) {
    return headers.first("content-length").filter(Intake::isNumber).map(Long::valueOf).orElse(0L);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// Whoever reads the body in another encoding than the gateway reads another body.
  private static Optional<GatewayError> formFault(Headers headers) {
    if (headers.has("content-encoding")) {
      return Optional.of(
          GatewayError.badRequest("Content-Encoding is refused: send the body as plain JSON"));
    }
    for (String type : headers.all("content-type")) {
      String plain = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
      if (!plain.equals("application/json") && !plain.equals("application/json;charset=utf-8")) {
        return Optional.of(
            GatewayError.badRequest("Content-Type must be application/json, in UTF-8: " + type));
      }
    }
    return Optional.empty();
  }

  private GatewayError tooLarge() {
    return GatewayError.of(
            413, Kind.TOO_LARGE, "the body is longer than " + maxBodyBytes + " bytes")
        .notToBeRetried();
  }

  private static GatewayError noRoom() {
    return GatewayError.of(
            429, Kind.RATE_LIMIT, "TrafficControl holds as many request bodies as it may")
        .retryAfterSeconds(2);
  }
}
