package dev.trafficcontrol.app.config;

/// A second door of the gateway, for clients on other machines.
///
/// @param certificate path of a PEM file with the certificate, and those above it after
/// @param key path of a PEM file with its private key
public record TlsSettings(Listen listen, String certificate, String key) {}
