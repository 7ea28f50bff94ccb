package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import java.util.concurrent.Callable;

/// A noun given without its verb.
record Verbless(String noun) implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new CommandFailed(
        Fault.usage(
            "'" + noun + "' alone does nothing",
            "It needs a verb.",
            "trafficctl " + noun + " --help"));
  }
}
