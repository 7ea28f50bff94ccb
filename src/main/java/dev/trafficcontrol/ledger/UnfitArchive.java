package dev.trafficcontrol.ledger;

/// A file is not the archive it should be; the message names it, and says what is wrong with it.
public final class UnfitArchive extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnfitArchive(String file, String what) {
    super(file + " " + what);
  }

  public UnfitArchive(String file, String what, Throwable cause) {
    super(file + " " + what, cause);
  }
}
