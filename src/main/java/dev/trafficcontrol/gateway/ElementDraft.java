package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Fingerprint;
import dev.trafficcontrol.pricing.InputBound;
import dev.trafficcontrol.pricing.PromptElement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Adds up one element of a prompt while it is read: its token bound, and a print of its content
/// that neither `cache_control` nor the form of a text (string or block) changes.
final class ElementDraft {

  private final MessageDigest digest = sha256();
  private final InputBound bound = new InputBound();

  InputBound bound() {
    return bound;
  }

  /// Goes into the print alone: structure, names, and values the bound counts in another way. Each
  /// part is preceded by its length, so that no two sequences of parts look alike.
  ElementDraft mark(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  void text(String name, String text) {
    mark(name).mark(text);
    bound.text(text);
  }

  void opaque(String name, String text) {
    mark(name).mark(text);
    bound.opaque(text.length());
  }

  void json(String name, String raw) {
    mark(name).mark(raw);
    bound.json(raw);
  }

  PromptElement finish() {
    ByteBuffer print = ByteBuffer.wrap(digest.digest());
    return new PromptElement(new Fingerprint(print.getLong(), print.getLong()), bound.tokens());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
