package dev.trafficcontrol.app.config;

/// Where everything is kept, and for what.
///
/// @param environment stamped on the database: `development`, `production`, …
public record StoreSettings(String environment, DatabaseSettings database) {}
