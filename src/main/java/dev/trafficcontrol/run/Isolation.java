package dev.trafficcontrol.run;

/// How strongly agents are contained.
public enum Isolation {
  /// Own processes, own view of the file system: also against an agent that tries to get out.
  SANDBOX,
  /// The owner's choice where no sandbox is to be had: contains accidents only. Leftover processes
  /// are looked for by a mark in their environment, which a process that wants to hide can remove.
  NONE
}
