package dev.trafficcontrol.app;

import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.ClockVerdict;

/// Keeps a daemon from working by a clock that was set without a word: forward it would free
/// budgets, back it would make every new id an old one.
final class ClockAtBoot {

  private ClockAtBoot() {}

  static void check(ClockVerdict verdict) {
    switch (verdict) {
      case ClockVerdict.Explained _ -> {}
      case ClockVerdict.Unexplained(String why) ->
          throw new CommandFailed(
              Fault.failed(
                  "Nothing was started",
                  why + ". Nothing explains that, and a wrong clock would free budgets.",
                  "Set the machine's clock right (timedatectl); or, where it is right: "
                      + "trafficctl ledger set-clock --reason TEXT"));
    }
  }
}
