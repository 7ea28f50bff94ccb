package dev.trafficcontrol.simulator;

/// Counts the tokens of a text, deterministically, in one pass.
///
/// Not the provider's tokenizer, which is not published, but one of the same density: about 3.6
/// characters a token for English prose, about 3 for code. Invariant: never more tokens than the
/// UTF-8 bytes of the text, as with any byte-level encoding.
final class Tokenizer {
  private static final int LETTERS_PER_TOKEN = 4;
  private static final int DIGITS_PER_TOKEN = 3;
  private static final int MARKS_PER_TOKEN = 2;
  private static final int BLANKS_PER_TOKEN = 16;

  /// Above this code point letters are counted one by one: scripts that are rare in training data.
  private static final int LAST_LATIN = 0x24F;

  private enum Kind {
    LETTERS,
    DIGITS,
    MARKS,
    BLANKS,
    RARE
  }

  private Tokenizer() {}

  static long count(CharSequence text) {
    long tokens = 0;
    int length = text.length();
    int at = 0;
    while (at < length) {
      int start = at;
      Kind kind = kindOf(Character.codePointAt(text, at));
      if (kind == Kind.RARE) {
        // two bytes or more each in UTF-8, four outside the basic plane
        int width = Character.charCount(Character.codePointAt(text, at));
        at += width;
        tokens += width;
        continue;
      }
      while (at < length && kindOf(Character.codePointAt(text, at)) == kind) {
        at++;
      }
      tokens += tokensOf(kind, at - start, text.charAt(start), at < length);
    }
    return tokens;
  }

  private static long tokensOf(Kind kind, int run, char first, boolean followed) {
    return switch (kind) {
      case LETTERS -> Math.ceilDiv(run, LETTERS_PER_TOKEN);
      case DIGITS -> Math.ceilDiv(run, DIGITS_PER_TOKEN);
      case MARKS -> Math.ceilDiv(run, MARKS_PER_TOKEN);
      // a single space belongs to the word after it
      case BLANKS -> run == 1 && first == ' ' && followed ? 0 : Math.ceilDiv(run, BLANKS_PER_TOKEN);
      case RARE -> run;
    };
  }

  private static Kind kindOf(int codePoint) {
    if (codePoint > LAST_LATIN) {
      return Kind.RARE;
    }
    if (Character.isLetter(codePoint)) {
      return Kind.LETTERS;
    }
    if (codePoint >= '0' && codePoint <= '9') {
      return Kind.DIGITS;
    }
    return Character.isWhitespace(codePoint) ? Kind.BLANKS : Kind.MARKS;
  }
}
