package dev.trafficcontrol.gateway;

/// How the client wants its answer.
enum Delivery {
  STREAM,

  /// A stream without the event that counts its tokens: the gateway asks the provider for it, and
  /// keeps it from the client, who did not.
  STREAM_WITHOUT_USAGE,
  WHOLE
}
