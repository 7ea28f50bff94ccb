package dev.trafficcontrol.gateway;

/// Who waits for an answer, and what they speak.
record Caller(ClientAnswer answer, Protocol protocol) {}
