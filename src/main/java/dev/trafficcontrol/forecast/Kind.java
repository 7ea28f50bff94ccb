package dev.trafficcontrol.forecast;

/// What makes tasks alike.
///
/// @param project its name
/// @param model the one that works on it
public record Kind(String project, String model, Size size) {}
