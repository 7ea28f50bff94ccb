package dev.trafficcontrol.adapter.http;

import java.time.Duration;

/// How long a listener waits for its clients.
///
/// @param head for the first request line and headers, counted from the connection, a handshake
///   included
/// @param body for a request's body, counted from its headers
/// @param whole for a request and its answer, counted from the request's headers; longer than a
///   call may last, so that only a client that does not take its answer is met by it
/// @param idle for the next request line and headers, counted from the end of an answer
public record ClientPatience(Duration head, Duration body, Duration whole, Duration idle) {

  /// The longest body takes 5 Mbit/s so long. Clients keep connections for 4 s (Node) to 5 min
  /// (OkHttp).
  public static final ClientPatience DEFAULT =
      new ClientPatience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(30),
          Duration.ofMinutes(5));
}
