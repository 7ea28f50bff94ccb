package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import java.util.Set;
import java.util.function.Function;

/// One thing that can be asked for.
///
/// @param takes the arguments it knows; any other refuses the request
public record Verb(String name, Access access, Set<String> takes, Operation operation) {

  /// Who may ask.
  public enum Access {
    /// Whoever reaches the socket.
    ANYONE,
    /// Who shows the owner's token: for what raises, resets, approves, confirms or mints.
    OWNER
  }

  public Verb {
    takes = Set.copyOf(takes);
  }

  static Verb open(String name, Function<Arguments, Facts> does, String... takes) {
    return new Verb(
        name, Access.ANYONE, Set.of(takes), (arguments, _) -> Reply.done(does.apply(arguments)));
  }

  static Verb owned(String name, Function<Arguments, Facts> does, String... takes) {
    return new Verb(
        name, Access.OWNER, Set.of(takes), (arguments, _) -> Reply.done(does.apply(arguments)));
  }
}
