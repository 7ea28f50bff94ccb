package dev.trafficcontrol.pricing;

import java.text.Normalizer;

/// How many bytes a text may become: the larger of its UTF-8 form and the UTF-8 form of its NFKC
/// form, which can be 11 times as long.
///
/// Works in pieces of bounded size, since normalizing 32 MB at once would take gigabytes.
final class TextBytes {

  private static final int PIECE = 4_096;

  /// A cut may part a letter from a mark that composes with it, and the parts taken alone may come
  /// out shorter than together, by less than the longest decomposition of one letter.
  private static final int SEAM = 32;

  private TextBytes() {}

  static long upperBound(CharSequence text) {
    long bytes = 0;
    int to;
    for (int from = 0; from < text.length(); from = to) {
      to = cut(text, from);
      bytes += piece(text.subSequence(from, to));
      if (to < text.length() && !isAscii(text.charAt(to))) {
        bytes += SEAM;
      }
    }
    return bytes;
  }

  /// The end of the piece: before an ASCII character if there is one, because NFKC never changes
  /// anything across it, and never inside a surrogate pair.
  private static int cut(CharSequence text, int from) {
    int limit = from + PIECE;
    if (limit >= text.length()) {
      return text.length();
    }
    for (int end = limit; end > from; end--) {
      if (isAscii(text.charAt(end))) {
        return end;
      }
    }
    return Character.isSurrogatePair(text.charAt(limit - 1), text.charAt(limit))
        ? limit - 1
        : limit;
  }

  private static long piece(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (!isAscii(piece.charAt(i))) {
        return Math.max(utf8(piece), utf8(Normalizer.normalize(piece, Normalizer.Form.NFKC)));
      }
    }
    return piece.length();
  }

  /// Bytes in UTF-8; half of a surrogate pair, which has no UTF-8 form, counts as any other of the
  /// characters with three bytes.
  private static long utf8(CharSequence text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isAscii(c)) {
        bytes += 1;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  private static boolean isAscii(char c) {
    return c < 0x80;
  }
}
