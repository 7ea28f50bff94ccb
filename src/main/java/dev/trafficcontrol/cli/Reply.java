package dev.trafficcontrol.cli;

/// What came of a request.
public sealed interface Reply {

  /// It was done, durably where it changes something.
  record Done(Facts facts) implements Reply {}

  /// Nothing was done.
  record Refused(Fault fault) implements Reply {}

  static Reply done(Facts facts) {
    return new Done(facts);
  }

  /// The facts, or the end of the command.
  default Facts orFail() {
    return switch (this) {
      case Done(Facts facts) -> facts;
      case Refused(Fault fault) -> throw new CommandFailed(fault);
    };
  }
}
