package dev.trafficcontrol.run;

import java.util.List;

/// What a program may see and change of the file system: everything may be read but what is hidden,
/// nothing may be written but what is writable. The most specific path wins, so a folder inside a
/// hidden one can be shown.
///
/// @param directory where the program starts
/// @param writable what it may write, such as its worktree and its HOME
/// @param readable shown, read-only, also where a hidden or writable folder is around it
/// @param hidden out of sight, with all that is in it
public record Walls(
    String directory, List<String> writable, List<String> readable, List<String> hidden) {

  public Walls {
    writable = List.copyOf(writable);
    readable = List.copyOf(readable);
    hidden = List.copyOf(hidden);
  }
}
