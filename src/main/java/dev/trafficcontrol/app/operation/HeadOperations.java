package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.NoteSwitch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `ledger accept-head`
public final class HeadOperations {

  private final Ledger ledger;
  private final Supplier<Optional<String>> doubt;
  private final Runnable believe;

  /// @param doubt why it can't be told whether the book is the newest
  /// @param believe takes that doubt away
  public HeadOperations(Ledger ledger, Supplier<Optional<String>> doubt, Runnable believe) {
    this.ledger = ledger;
    this.doubt = doubt;
    this.believe = believe;
  }

  public List<Verb> verbs() {
    return List.of(Verb.owned("ledger accept-head", this::accept, "reason"));
  }

  /// The book says who did it before it is believed.
  private Facts accept(Arguments arguments) {
    Optional<String> why = doubt.get();
    if (why.isEmpty()) {
      return Facts.of("accepted", false);
    }
    String reason = arguments.maybe("reason").orElse("accepted by hand");
    ledger.ask(
        new NoteSwitch("accepted-head", arguments.by(), reason + "; the database " + why.get()));
    believe.run();
    return Facts.of("accepted", true, "doubt", why.get());
  }
}
