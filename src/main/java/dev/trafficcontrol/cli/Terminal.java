package dev.trafficcontrol.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

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
  public record Traits(boolean person, boolean colours) {

    public static final Traits SCRIPT = new Traits(false, false);
  }

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

  public void line(String text) {
    out.println(text);
    out.flush();
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

  public String ink(Ink ink, String text) {
    return traits.colours() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
  }

  public void fault(Fault fault) {
    err.println(ink(Ink.BAD, "Error:") + " " + indented(fault.what()));
    err.println("Why:   " + indented(fault.why()));
    err.println("Fix:   " + indented(fault.fix()));
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
