package dev.trafficcontrol.gateway;

/// How the client wants its answer.
enum Delivery {
  STREAM,
  WHOLE
}
