package dev.trafficcontrol.pricing;

/// Where a call is computed (Anthropic's `inference_geo`). The US costs more on models that offer
/// the choice.
public enum Geo {
  GLOBAL,
  US,

  /// Neither asked for nor reported. The account's workspace may default to either, so this is
  /// priced at the dearest place the model has.
  UNSTATED
}
