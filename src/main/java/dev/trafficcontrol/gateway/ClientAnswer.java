package dev.trafficcontrol.gateway;

/// The answer to a client, written in order: begin, write, end. Each method throws [ClientGone]
/// once the client can't be reached; what was written before may or may not have arrived.
public interface ClientAnswer {

  /// Status and headers. They travel with the first bytes, or with the end.
  void begin(int status, Headers headers);

  /// Sends the first `length` bytes now: nothing is kept back.
  void write(byte[] bytes, int length);

  /// Ends the answer well. Without it, the client sees an answer that broke off.
  void end();
}
