package dev.trafficcontrol.cli;

/// Why something was not done, in the three parts a person needs. Each is a short sentence or a
/// list of lines.
///
/// @param what what did not happen
/// @param why the reason, with the names and numbers
/// @param fix what to do about it, a command where there is one
public record Fault(ExitCode exit, String what, String why, String fix) {

  public static Fault failed(String what, String why, String fix) {
    return new Fault(ExitCode.FAILED, what, why, fix);
  }

  public static Fault usage(String what, String why, String fix) {
    return new Fault(ExitCode.USAGE, what, why, fix);
  }

  public static Fault refused(String what, String why, String fix) {
    return new Fault(ExitCode.REFUSED, what, why, fix);
  }
}
