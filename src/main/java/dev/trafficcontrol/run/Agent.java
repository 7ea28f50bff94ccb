package dev.trafficcontrol.run;

import java.util.List;
import java.util.Optional;

/// A kind of agent: how it is given a task, and how what it says is read.
public interface Agent {

  /// What stands in the way of using it, in words for a person, with the fix; empty where nothing
  /// does.
  Optional<String> problem();

  /// The program and its arguments, as a run on that model would start them.
  ///
  /// @param session the name it is to give its session
  List<String> arguments(String model, String session);

  /// The program that works on the assignment. Writes into the run's folder what the program is to
  /// read.
  Program program(Assignment assignment);

  /// A reader for one run.
  ResultReader reader();
}
