package dev.trafficcontrol.pricing;

/// Adds up an upper bound of the tokens of a prompt, piece by piece as its body is read.
///
/// A token is at least one byte of the text or of its NFKC form: true of byte-level BPE, assumed of
/// tokenizers that are not published. English has about 3.6 bytes a token, so this is loose;
/// [ConversationMemory] is the tight bound. The margins for what the provider wraps around content
/// are ours; the overhead of tools is Anthropic's documentation. A tally can be kept per message or
/// for the whole body; it saturates, and [CallBound] caps it by the context window.
public final class InputBound {

  /// More than any context window: the bound of what the body does not contain, such as a document
  /// by URL or `file_id`.
  public static final long WHOLE_WINDOW = Long.MAX_VALUE;

  /// What may be added where pieces meet: role, delimiters, a token split at the seam.
  static final long MARGIN = 16;

  /// A tool's definition, call or result stands in a frame of its own.
  static final long TOOL_MARGIN = 64;

  /// The hidden prompt that any use of tools adds: at most 804 tokens.
  static final long TOOLS_PROMPT = 804;

  static final long BASH_TOOL = 325;
  static final long TEXT_EDITOR_TOOL = 700;

  /// ⌈w/28⌉ × ⌈h/28⌉ is capped at this on models from 4.7 on, and lower on older ones.
  static final long IMAGE = 4_784;

  /// What OpenAI's dearest way to count an image makes of the largest one: 2,833 tokens and 5,667
  /// for each of eight tiles (gpt-4o-mini). All other models count less.
  static final long TILED_IMAGE = 2_833 + 8 * 5_667;

  /// `\` `u` escapes a UTF-16 unit, of which NFKC makes at most 33 bytes (U+FDFA).
  private static final int ESCAPED_UNIT = 33;

  private static final int UNIT_AS_ESCAPE = 6;

  /// A compressed text has at most a few tokens in a base64 character.
  private static final long OPAQUE = 4;

  private long tokens;

  /// Text that the model reads as it is, unescaped.
  public InputBound text(CharSequence text) {
    return add(TextBytes.upperBound(text)).add(MARGIN);
  }

  /// A JSON fragment as it stands in the body, such as a tool's input. The provider may write it
  /// anew, with blanks after separators and with or without escapes.
  public InputBound json(CharSequence raw) {
    long more = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c > 0x7f) {
        more += UNIT_AS_ESCAPE;
      } else if (c == 'u' && i > 0 && raw.charAt(i - 1) == '\\') {
        more += ESCAPED_UNIT;
      } else if (",:{}[]".indexOf(c) >= 0) {
        more += 1;
      }
    }
    return text(raw).add(more).add(TOOL_MARGIN);
  }

  /// Content that only the provider can read: signatures of thinking, encrypted results.
  public InputBound opaque(long characters) {
    return add(Math.multiplyExact(characters, OPAQUE)).add(MARGIN);
  }

  /// The frame of one message or of the system prompt.
  public InputBound message() {
    return add(MARGIN);
  }

  /// Once for a request that has tools.
  public InputBound toolsPrompt() {
    return add(TOOLS_PROMPT);
  }

  /// A tool that the client defines, by its raw definition.
  public InputBound clientTool(CharSequence rawDefinition) {
    return json(rawDefinition);
  }

  /// A tool that the provider defines, by its type (`bash_20250124`): the body does not hold its
  /// prompt, so one whose size is not documented may fill the window.
  public InputBound providerTool(String type, CharSequence rawDefinition) {
    long prompt =
        type.startsWith("bash_")
            ? BASH_TOOL
            : type.startsWith("text_editor_") ? TEXT_EDITOR_TOOL : WHOLE_WINDOW;
    return json(rawDefinition).add(prompt);
  }

  public InputBound image() {
    return add(IMAGE).add(MARGIN);
  }

  /// An image in OpenAI's protocol.
  public InputBound tiledImage() {
    return add(TILED_IMAGE).add(MARGIN);
  }

  /// Content whose size can't be told from the body: documents, and anything by reference (a URL, a
  /// `file_id`, a `tool_reference`, which puts a deferred tool's definition there).
  public InputBound unknownSize() {
    return add(WHOLE_WINDOW);
  }

  public InputBound plus(InputBound other) {
    return add(other.tokens);
  }

  public long tokens() {
    return tokens;
  }

  /// The sum, or [#WHOLE_WINDOW] where it leaves the range.
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? WHOLE_WINDOW : sum;
  }

  private InputBound add(long more) {
    tokens = sum(tokens, more);
    return this;
  }
}
