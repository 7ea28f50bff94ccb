package dev.trafficcontrol.run;

import java.util.Optional;

/// Child processes of this machine.
public interface Processes {

  /// The variable that marks every process of a run, with the run's own folder: no other run on the
  /// machine has it, of whatever home.
  String MARK = "TRAFFICCONTROL_MARK";

  /// Starts a program. Throws [LaunchFailed] where it can't be.
  Child start(CommandLine command, OutputPlan output);

  /// Ends what an earlier daemon left of a run: the process it recorded, if that is still the same
  /// one, with all its descendants, and every process that carries the run's mark. Returns how many
  /// were still alive.
  int endLeftovers(String mark, Optional<ChildMark> recorded);
}
