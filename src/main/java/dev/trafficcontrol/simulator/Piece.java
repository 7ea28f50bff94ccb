package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;

/// One delta of a text: some words, as the providers stream them.
///
/// @param text one delta's part
/// @param tokensUpTo of the whole text's tokens, those written with this part
record Piece(String text, long tokensUpTo) {
  private static final int CHARS = 28;

  /// @param tokens what the whole text counts
  static List<Piece> of(String content, long tokens) {
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < content.length(); ) {
      int end = Math.min(at + CHARS, content.length());
      if (end < content.length() && Character.isHighSurrogate(content.charAt(end - 1))) {
        end++;
      }
      pieces.add(new Piece(content.substring(at, end), tokens * end / content.length()));
      at = end;
    }
    return pieces;
  }
}
