package dev.trafficcontrol.adapter.agent;

/// Claude Code's own limits, which are set and not relied on.
///
/// @param turns of one run
/// @param outputTokens of one call: the smaller, the less a call holds of the budget
/// @param retries of one call
public record ClaudeCodeLimits(int turns, int outputTokens, int retries) {

  public static final ClaudeCodeLimits DEFAULT = new ClaudeCodeLimits(200, 16_384, 3);
}
