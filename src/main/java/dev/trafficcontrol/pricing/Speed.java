package dev.trafficcontrol.pricing;

/// How fast a model answers (Anthropic's `speed`): fast mode has rates of its own.
public enum Speed {
  STANDARD,
  FAST
}
