package dev.trafficcontrol.preflight;

/// One thing that was looked at.
///
/// @param message what was found
/// @param fix what to do about it; empty where there is nothing to do
public record Check(String name, Weight weight, String message, String fix) {

  /// What a finding means for the start.
  public enum Weight {
    OK("info"),
    /// A person has to say yes.
    WARNING("warning"),
    /// Refused, unless a person names the numbers.
    REFUSED("error"),
    /// Refused, and nothing overrides it.
    FINAL("error");

    private final String severity;

    Weight(String severity) {
      this.severity = severity;
    }

    /// As reports in JSON call it: `info`, `warning` or `error`.
    public String severity() {
      return severity;
    }
  }

  public boolean passed() {
    return weight == Weight.OK;
  }

  static Check ok(String name, String message) {
    return new Check(name, Weight.OK, message, "");
  }
}
