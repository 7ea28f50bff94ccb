package dev.trafficcontrol.gateway;

import java.time.Duration;

/// One exchange with the provider: sent at most once, never retried, never redirected.
public interface UpstreamCall extends AutoCloseable {

  /// How long an exchange may take.
  ///
  /// @param firstByte from sending to the answer's first byte
  /// @param idle between two bytes of the answer
  /// @param whole from connecting to the answer's end; where it is not positive, nothing is sent
  record Patience(Duration firstByte, Duration idle, Duration whole) {

    Patience endingWithin(Duration left) {
      return left.compareTo(whole) < 0 ? new Patience(firstByte, idle, left) : this;
    }
  }

  /// Sends, and returns when status and headers are there. Throws [UpstreamUnreachable] where
  /// nothing was sent and [UpstreamLost] where anything may have been.
  UpstreamAnswer send(Patience patience);

  /// Breaks the exchange off, at once, from any thread and at any time, also before it is sent.
  /// Whoever waits on it gets [UpstreamLost], or [UpstreamUnreachable] where nothing was sent.
  void cut();

  /// Frees the connection. Cuts an exchange that is not over.
  @Override
  void close();
}
