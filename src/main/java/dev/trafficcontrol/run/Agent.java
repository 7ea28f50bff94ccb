package dev.trafficcontrol.run;

import java.util.Optional;

/// A kind of agent: how it is given a task, and how what it says is read.
public interface Agent {

  /// What stands in the way of using it, in words for a person, with the fix; empty where nothing
  /// does.
  Optional<String> problem();

  /// The program that works on the assignment. Writes into the run's folder what the program is to
  /// read.
  Program program(Assignment assignment);

  /// A reader for one run.
  ResultReader reader();
}
