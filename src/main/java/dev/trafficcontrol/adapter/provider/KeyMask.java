package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Headers;
import dev.trafficcontrol.gateway.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Blots the provider's key out of what comes back. No provider is known to echo a key; an
/// intermediary that prints the request into its error page would.
final class KeyMask {

  private static final int MOST_BYTES = 1024 * 1024;

  private final ProviderKey key;

  KeyMask(ProviderKey key) {
    this.key = key;
  }

  String masked(String value) {
    return value.replace(key.reveal(), "*".repeat(key.reveal().length()));
  }

  /// An error's body, masked to the same length. Read whole first, which an error may be.
  UpstreamAnswer masked(UpstreamAnswer error) {
    return new Masked(error);
  }

  private void mask(byte[] bytes) {
    byte[] secret = key.bytes();
    for (int at = 0; at + secret.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + secret.length, secret, 0, secret.length)) {
        Arrays.fill(bytes, at, at + secret.length, (byte) '*');
      }
    }
  }

  private final class Masked implements UpstreamAnswer {
    private final UpstreamAnswer error;
    private byte @Nullable [] body;
    private int given;

    Masked(UpstreamAnswer error) {
      this.error = error;
    }

    @Override
    public int status() {
      return error.status();
    }

    @Override
    public Headers headers() {
      return error.headers();
    }

    @Override
    public int read(byte[] into) {
      if (body == null) {
        body = readWhole();
        mask(body);
      }
      if (given == body.length) {
        return -1;
      }
      int now = Math.min(into.length, body.length - given);
      System.arraycopy(body, given, into, 0, now);
      given += now;
      return now;
    }

    /// What is longer is cut off: no error of a provider is.
    private byte[] readWhole() {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      byte[] piece = new byte[8192];
      for (int read = error.read(piece);
          read >= 0 && whole.size() < MOST_BYTES;
          read = error.read(piece)) {
        whole.write(piece, 0, Math.min(read, MOST_BYTES - whole.size()));
      }
      return whole.toByteArray();
    }
  }
}
