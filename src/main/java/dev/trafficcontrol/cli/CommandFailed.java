package dev.trafficcontrol.cli;

/// Ends a command from where it can't go on. Thrown at the edge, where a value would have to pass
/// through a library.
public final class CommandFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  public CommandFailed(Fault fault) {
    super(fault.what() + ": " + fault.why());
    this.fault = fault;
  }

  public CommandFailed(Fault fault, Throwable cause) {
    super(fault.what() + ": " + fault.why(), cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
