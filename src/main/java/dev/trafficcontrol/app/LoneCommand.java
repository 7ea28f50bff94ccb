package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.app.prices.HomePrices;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.UnwrittenBook;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A home opened for one request, where no daemon runs: its stores and its ledger, and nothing that
/// spends.
final class LoneCommand implements HomeControl.Opened {

  private final Parts parts;
  private final Operations operations;

  private LoneCommand(Parts parts, Operations operations) {
    this.parts = parts;
    this.operations = operations;
  }

  /// How a home is opened for a request.
  ///
  /// @param doubt what becomes of a book whose head may speak against it
  /// @param writing what the ledger writes: the book itself, or nothing of it
  record Way(Keep.Doubt doubt, UnaryOperator<Book> writing) {

    static final Way TO_WORK = new Way(Keep.Doubt.REFUSED, UnaryOperator.identity());

    /// For requests that must leave the home as it is.
    static final Way TO_LOOK = new Way(Keep.Doubt.REFUSED, UnwrittenBook::new);

    static final Way IN_DOUBT = new Way(Keep.Doubt.ALLOWED, UnaryOperator.identity());
  }

  static LoneCommand open(Surroundings surroundings, Configuration configuration, Way way) {
    Parts parts = new Parts();
    try {
      return open(surroundings, configuration, way, parts);
    } catch (RuntimeException failed) {
      parts.close();
      throw failed;
    }
  }

  private static LoneCommand open(
      Surroundings before, Configuration configuration, Way way, Parts parts) {
    Stores stores = parts.add(Stores.open(before, configuration.store(), way.doubt()));
    BookTime time = stores.book().time();
    Surroundings timed = before.by(stores.sharing());
    Surroundings surroundings = timed.inTimeOf(time, timed.judge(time));
    LedgerWriter ledger =
        parts.add(
            LedgerWriter.open(
                way.writing().apply(stores.book()),
                stores.sharing().ledgerNode(),
                surroundings.clock(),
                BookListener.NOBODY));
    PricesInUse prices = new HomePrices(surroundings.home()).read();
    Engine engine =
        new Engine(
            surroundings,
            configuration,
            stores,
            ledger,
            prices,
            () ->
                WorldPorts.verifier(
                    stores,
                    new Containment(surroundings, configuration),
                    parts.add(new ChildProcesses(surroundings.clock()))));
    Decider decider =
        new Decider(
            ledger,
            new FirstCallQuestion(ledger, prices.book(), new FirstCalls()),
            configuration.capacity(),
            stores.sharing().node(),
            prices.book());
    NoDaemon nobody = new NoDaemon(ledger, configuration.gateway().plain().toString(), decider);
    return new LoneCommand(
        parts, new Operations(OwnerToken.read(surroundings.home()), engine.verbs(nobody)));
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    return operations.ask(request, sender, live);
  }

  @Override
  public void close() {
    parts.close();
  }
}
