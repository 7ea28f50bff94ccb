package dev.trafficcontrol.adapter.webhook;

import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts messages as JSON to a program of the owner's, signed so that it can tell them from
/// anybody's.
public final class SignedWebhook implements AlertSink {

  /// As of [Message#id].
  static final String DELIVERY = "TrafficControl-Delivery";

  /// Seconds since 1970; part of what is signed, so that an old message can't be sent again later.
  static final String TIMESTAMP = "TrafficControl-Timestamp";

  /// `v1=` and HMAC-SHA256 of the timestamp, a full stop and the body, in hexadecimal.
  static final String SIGNATURE = "TrafficControl-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private final JsonPost post;
  private final Optional<String> secret;
  private final InstantSource clock;

  /// @param secret without one nothing is signed
  public SignedWebhook(
      URI address, Optional<String> secret, InstantSource clock, Duration answerWithin) {
    this.post = new JsonPost(address, answerWithin);
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public Outcome deliver(Message message) throws InterruptedException {
    String body = MessageDocument.of(message);
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(DELIVERY, message.id());
    headers.put(TIMESTAMP, timestamp);
    secret.ifPresent(key -> headers.put(SIGNATURE, "v1=" + sign(key, timestamp + "." + body)));
    return post.send(body, headers);
  }

  static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
