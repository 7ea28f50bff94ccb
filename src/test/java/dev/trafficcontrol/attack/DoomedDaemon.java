package dev.trafficcontrol.attack;

import dev.trafficcontrol.app.OwnPorts;
import java.nio.file.Path;

/// The whole daemon as a process of its own, which ends without a word at the step it is told.
///
/// Arguments: home, file of acknowledged holds, step, and at which occurrence of it.
final class DoomedDaemon {

  private DoomedDaemon() {}

  public static void main(String[] args) {
    Doom doom = new Doom(Doom.Step.valueOf(args[2]), Integer.parseInt(args[3]));
    DoomedPorts ports = new DoomedPorts(doom, new AcknowledgedHolds(Path.of(args[1])));
    System.exit(OwnPorts.run(ports::around, System.getenv(), "gateway", "--home", args[0]));
  }
}
