package dev.trafficcontrol.simulator;

/// The metered facts of one call, in tokens (searches in requests).
///
/// @param input uncached input; the whole prompt is [#prompt()]
/// @param write5m cache writes that live five minutes
/// @param write1h cache writes that live an hour
record Usage(long input, long write5m, long write1h, long read, long output, long searches) {

  static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0);

  /// Everything the model read: what the long-prompt tiers are measured by.
  long prompt() {
    return input + write5m + write1h + read;
  }

  Usage withOutput(long tokens) {
    return new Usage(input, write5m, write1h, read, tokens, searches);
  }

  Usage withInput(long tokens) {
    return new Usage(tokens, write5m, write1h, read, output, searches);
  }
}
