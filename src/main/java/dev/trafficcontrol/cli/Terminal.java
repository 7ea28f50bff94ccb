package dev.trafficcontrol.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a command's words go, and whether a person sits there.
public final class Terminal {

  /// What a person sees, and how.
  public enum Ink {
    GOOD("32"),
    WARN("33"),
    BAD("31"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  /// @param person somebody can be asked: standard input and output are a terminal
  /// @param colours the output is a terminal, and `NO_COLOR` is not set
  /// @param columns how wide its lines are
  public record Traits(boolean person, boolean colours, int columns) {

    /// Where nobody knows better.
    public static final int COLUMNS = 100;

    public static final Traits SCRIPT = new Traits(false, false);

    public Traits(boolean person, boolean colours) {
      this(person, colours, COLUMNS);
    }
  }

  /// Control characters but line ends and tabs, and but the beginning of one of our own inks; and
  /// what reorders a line of text.
  private static final Pattern CONTROL =
      Pattern.compile(
          "\\u001b(?!\\[(?:3[123]|[012])m)|[\\p{Cntrl}\\u0080-\\u009f&&[^\\n\\t\\u001b]]"
              + "|[\\u202a-\\u202e\\u2066-\\u2069]");

  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;
  private final Traits traits;

  public Terminal(BufferedReader in, PrintStream out, PrintStream err, Traits traits) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.traits = traits;
  }

  /// Whatever is told may come from an agent: only our own colours reach the terminal, every other
  /// control character is shown as what it is.
  public void line(String text) {
    out.println(harmless(text));
    out.flush();
  }

  static String harmless(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> "<%02x>".formatted((int) found.group().charAt(0)));
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public boolean hasPerson() {
    return traits.person();
  }

  /// How many characters fit into a line.
  public int columns() {
    return traits.columns();
  }

  public String ink(Ink ink, String text) {
    return traits.colours() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
  }

  public void fault(Fault fault) {
    err.println(ink(Ink.BAD, "Error:") + " " + harmless(indented(fault.what())));
    err.println("Why:   " + harmless(indented(fault.why())));
    err.println("Fix:   " + harmless(indented(fault.fix())));
    err.flush();
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n       ");
  }

  /// Asks a person; anything but a clear yes is a no, the end of the input too.
  public boolean confirms(String question) {
    out.print(question + " [y/N] ");
    out.flush();
    try {
      String answer = in.readLine();
      return answer != null
          && (answer.strip().toLowerCase(Locale.ROOT).equals("y")
              || answer.strip().toLowerCase(Locale.ROOT).equals("yes"));
    } catch (IOException gone) {
      return false;
    }
  }
}
