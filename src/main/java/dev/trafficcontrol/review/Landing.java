package dev.trafficcontrol.review;

/// How the attempt to move the target to a merge ended.
public sealed interface Landing {

  record Landed() implements Landing {}

  /// Somebody moved the target since the merge was made.
  record Moved() implements Landing {}

  /// The target is checked out, and what is not committed there stands in the way.
  record InTheWay(String checkout, String why) implements Landing {}
}
