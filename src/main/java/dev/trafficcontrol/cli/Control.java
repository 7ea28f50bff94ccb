package dev.trafficcontrol.cli;

import java.util.function.Consumer;

/// What carries out a request: the daemon of a home behind its socket, or this process where none
/// runs.
public interface Control {

  /// Does what `request` asks, or refuses it whole.
  ///
  /// @param live takes what happens meanwhile, for commands that take their time
  /// @throws CommandFailed where the home can't be reached or is broken
  Reply ask(Request request, Consumer<Facts> live);
}
