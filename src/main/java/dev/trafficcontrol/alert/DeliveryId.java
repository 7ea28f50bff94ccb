package dev.trafficcontrol.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names of messages. The same news for the same target always has the same one, also after a
/// backup was restored in between; other news never has it.
public final class DeliveryId {

  private static final int BYTES = 16;

  private DeliveryId() {}

  /// @param home as of [Routing#home]
  public static String of(String home, Alert alert, String target) {
    return hash(List.of(home, alert.kind(), alert.once(), target));
  }

  public static String ofGroup(List<String> ids) {
    return ids.size() == 1 ? ids.getFirst() : hash(ids);
  }

  private static String hash(List<String> parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha256.update(bytes);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
