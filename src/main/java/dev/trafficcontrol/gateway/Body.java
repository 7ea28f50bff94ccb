package dev.trafficcontrol.gateway;

/// The bytes of a request's body, exactly as the client sent them: what is forwarded is what was
/// read. Never changed after it was made, by agreement of all who see the array.
public final class Body {

  public static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Takes the array over: the caller no longer writes to it.
  public static Body owning(byte[] bytes) {
    return new Body(bytes);
  }

  /// Not a copy: for reading only.
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }
}
