package dev.trafficcontrol.pricing;

/// How a call is served, where that has rates of its own. Anthropic asks for it as `speed`
/// (`standard`, `fast`), OpenAI as `service_tier` (`default`, `flex`, `priority`).
///
/// A tier that is not here (`scale`, `ultrafast`) has no price.
public enum Speed {
  STANDARD,

  /// Anthropic: the same model, answering faster.
  FAST,

  /// OpenAI: slower, at times refused, and cheaper.
  FLEX,

  /// OpenAI: before others, and dearer.
  PRIORITY,

  /// OpenAI: nobody said. A setting of the account decides, so this is priced at the dearest of
  /// [#STANDARD] and [#PRIORITY] that the model has.
  UNSTATED
}
