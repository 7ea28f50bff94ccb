package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Hop;
import java.util.List;
import java.util.Optional;

/// Reads the usage out of an answer while its bytes pass by.
interface AnswerReader {

  void feed(byte[] bytes, int length);

  /// Whether its pieces say of themselves which is the last.
  boolean isStream();

  /// What of the answer the client is to see.
  default Passage passage() {
    return Passage.AS_IT_COMES;
  }

  /// Whether the provider has said its last word: whatever follows changes no cost.
  boolean isOver();

  /// What was reported so far, for burn.
  List<Hop> soFar();

  /// The call's proven bound, once the size of the prompt is final and the answer is not.
  Optional<Hop> provenBound();

  /// What the answer says of its cost, given that no more of it will come.
  ///
  /// @param end how it came to stop
  Verdict verdict(End end);

  /// How an answer stopped.
  enum End {
    /// The provider ended it properly.
    PROPER,
    /// It broke off, was cut, or took too long.
    BROKEN
  }
}
