package dev.trafficcontrol.cli;

import java.util.Optional;

/// Finds what carries out the requests of one command.
public interface ControlFinder {

  /// @param home the directory given with `--home`, if one was
  Control find(Optional<String> home);
}
