package dev.trafficcontrol.brokenladder.common;

/// In a package that the ladder does not name.
public record Stray() {}
