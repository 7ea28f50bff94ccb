package dev.trafficcontrol.run;

/// @param agent a configured agent, such as `claude-code`
public record LaunchOrder(String agent, Assignment assignment) {}
