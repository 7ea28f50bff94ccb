package dev.trafficcontrol.adapter.http;

/// Why nobody can listen by TLS with the files that were given, in words for whoever gave them.
public final class UnusableIdentity extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String fix;

  /// @param why what is wrong with which file
  /// @param fix what to do about it
  UnusableIdentity(String why, String fix) {
    super(why);
    this.fix = fix;
  }

  public String why() {
    return String.valueOf(getMessage());
  }

  public String fix() {
    return fix;
  }
}
