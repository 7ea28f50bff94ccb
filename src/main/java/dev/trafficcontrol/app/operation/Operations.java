package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.home.OwnedControl;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the handler of a request, after checking that the request may be made.
public final class Operations implements OwnedControl {

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  private final Map<String, Verb> verbs = new HashMap<>();
  private final Optional<OwnerToken> owner;

  /// @param owner the home's token; without one, nothing that needs it is done
  public Operations(Optional<OwnerToken> owner, List<Verb> verbs) {
    this.owner = owner;
    for (Verb verb : verbs) {
      if (this.verbs.put(verb.name(), verb) != null) {
        throw new IllegalStateException("two handlers for '" + verb.name() + "'");
      }
    }
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    Verb verb = verbs.get(request.verb());
    if (verb == null) {
      return new Reply.Refused(
          Fault.usage(
              "'" + request.verb() + "' was not done",
              "The daemon does not know it; it may be of another version.",
              "trafficctl stop, then start it again"));
    }
    if (verb.access() == Verb.Access.OWNER && !isOwner(sender.token())) {
      return new Reply.Refused(
          Fault.failed(
              "'" + request.verb() + "' was refused",
              "It needs the owner's token, and none or another came with it.",
              "Run trafficctl as the user whose home this is."));
    }
    return carryOut(verb, new Arguments(verb.name(), sender.user(), request.arguments()), live);
  }

  private boolean isOwner(Optional<String> token) {
    return owner.isPresent() && owner.get().isSameAs(token.orElse(null));
  }

  /// The outermost loop's catch-all: one broken request must not end the daemon.
  private static Reply carryOut(Verb verb, Arguments arguments, Consumer<Facts> live) {
    try {
      return verb.operation().handle(arguments.knowing(verb.takes()), live);
    } catch (CommandFailed refused) {
      return new Reply.Refused(refused.fault());
    } catch (RuntimeException broken) {
      LOG.error("'{}' broke", verb.name(), broken);
      return new Reply.Refused(
          BrokenWorld.fault(broken)
              .orElseGet(() ->
                  Fault.failed(
                      "'" + verb.name() + "' broke",
                      broken.getClass().getSimpleName() + ": " + broken.getMessage(),
                      "trafficctl doctor")));
    }
  }
}
