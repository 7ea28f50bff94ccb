package dev.trafficcontrol.run;

/// What a tree of processes uses.
///
/// @param memoryBytes memory of its own: what is shared with a file is not counted
public record ChildUsage(long memoryBytes, int processes) {

  public static final ChildUsage NOTHING = new ChildUsage(0, 0);
}
