package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.task.Origin;
import java.util.Optional;

/// The origin that a request names. Nothing can name itself a person's: only what is added without
/// a word is, and needs no approval.
final class ChosenOrigin {

  private ChosenOrigin() {}

  static Origin read(Arguments arguments, Origin byDefault) {
    Optional<String> named = arguments.maybe("origin");
    return named.isEmpty()
        ? byDefault
        : switch (named.get()) {
          case "test" -> Origin.TEST;
          case "demo" -> Origin.DEMO;
          case "source" -> Origin.SOURCE;
          default ->
              throw arguments.bad(
                  "'"
                      + named.get()
                      + "' is no origin that can be named; there are test, demo and source.");
        };
  }
}
