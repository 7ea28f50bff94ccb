package dev.trafficcontrol.simulator;

/// A provider's way of caching prompts. A prefix is known by the hash of its content, per owner (a
/// key and a model); an entry can be read only once the answer that wrote it has begun.
interface Caching {
  /// How the prompt's tokens fall into read, written and neither.
  Usage split(String owner, Prompt prompt);

  /// Makes the prompt readable: its answer has begun.
  void store(String owner, Prompt prompt);
}
