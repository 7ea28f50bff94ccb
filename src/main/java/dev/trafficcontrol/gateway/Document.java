package dev.trafficcontrol.gateway;

/// An answer that comes whole, with HTTP status 200.
interface Document {

  /// In whose shape errors come.
  Protocol protocol();

  /// What it says of its cost. Throws [Unreadable] where it can't be read.
  Verdict verdict(byte[] body);
}
