package dev.trafficcontrol.app.config;

import java.util.Optional;

/// Where a daemon listens.
///
/// @param plain on this machine's loopback; runs go by it
/// @param tls for others, if they are let in
/// @param web on loopback; for programs that watch
public record GatewayDoors(Listen plain, Optional<TlsSettings> tls, Listen web) {}
