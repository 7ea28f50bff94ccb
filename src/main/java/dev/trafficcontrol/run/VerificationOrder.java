package dev.trafficcontrol.run;

/// @param command the owner's, for `sh -c`
public record VerificationOrder(String run, String command, Workplace place) {}
