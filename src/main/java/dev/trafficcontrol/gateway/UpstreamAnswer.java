package dev.trafficcontrol.gateway;

/// A provider's answer while it arrives.
public interface UpstreamAnswer {

  int status();

  Headers headers();

  /// Reads what is there, waiting for at least one byte; -1 at the answer's proper end. Throws
  /// [UpstreamLost] where it breaks off, is cut, or takes longer than the call's patience.
  int read(byte[] into);
}
