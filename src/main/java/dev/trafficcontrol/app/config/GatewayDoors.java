package dev.trafficcontrol.app.config;

import java.util.Optional;

/// Where the gateway listens.
///
/// @param plain on this machine's loopback; runs go by it
/// @param tls for others, if they are let in
public record GatewayDoors(Listen plain, Optional<TlsSettings> tls) {}
