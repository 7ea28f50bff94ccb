package dev.trafficcontrol.gateway;

/// How far the limit of an answer may be lowered. An answer that is cut off has been paid for, with
/// its whole prompt, and is mostly of no use: it is better not begun.
///
/// @param tokens the least limit it may get
/// @param why it is not less, for people
record LeastAnswer(long tokens, String why) {

  /// The least that Anthropic takes for thinking; a call of a tool with a file in it needs as much.
  private static final long FEWEST = 1_024;

  /// Clients ask for several times what they get, so that most answers end within a quarter of it.
  private static final int PART = 4;

  static LeastAnswer of(PaidRequest.Output asked) {
    long least = Math.max(FEWEST, Math.ceilDiv(asked.maxTokens(), PART));
    return asked.thought() < least
        ? new LeastAnswer(
            least, "less than a quarter of what was asked, or than " + FEWEST + ", is no answer")
        // Anthropic refuses a limit that is not above what may be thought.
        : new LeastAnswer(
            Math.min(asked.thought(), asked.maxTokens()) + 1,
            "its thinking may take " + asked.thought() + " of them");
  }

  /// Whether there is anything between this and what was asked.
  boolean isBelow(PaidRequest.Output asked) {
    return tokens < asked.maxTokens();
  }

  /// Why a call was refused although its key has limits lowered.
  String excuse(LimitedOrder order) {
    return isBelow(order.asks().output())
        ? "It would not fit either with %s lowered from %d to %d, the least there may be: %s"
            .formatted(order.field(), order.tokens(), tokens, why)
        : "Its %s of %d was not lowered: %s".formatted(order.field(), order.tokens(), why);
  }
}
