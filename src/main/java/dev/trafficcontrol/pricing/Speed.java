package dev.trafficcontrol.pricing;

/// How a call is served, where that has rates of its own. Anthropic asks for it as `speed`
/// (`standard`, `fast`), OpenAI as `service_tier` (`default`, `flex`, `priority`).
///
/// A tier that is not here (`scale`, `ultrafast`, `auto`) has no price.
public enum Speed {
  STANDARD,

  /// Anthropic: the same model, answering faster.
  FAST,

  /// OpenAI: slower, at times refused, and cheaper.
  FLEX,

  /// OpenAI: before others, and dearer.
  PRIORITY
}
