package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.function.Consumer;

/// A home opened for one request, where no daemon runs: its stores and its ledger, and nothing that
/// spends.
final class LoneCommand implements HomeControl.Opened {

  private final Parts parts;
  private final Operations operations;

  private LoneCommand(Parts parts, Operations operations) {
    this.parts = parts;
    this.operations = operations;
  }

  static LoneCommand open(
      Surroundings surroundings, Configuration configuration, Stores.Opening opening) {
    Parts parts = new Parts();
    try {
      return open(surroundings, configuration, opening, parts);
    } catch (RuntimeException failed) {
      parts.close();
      throw failed;
    }
  }

  private static LoneCommand open(
      Surroundings before, Configuration configuration, Stores.Opening opening, Parts parts) {
    Stores stores = parts.add(Stores.open(before, configuration.environment(), opening));
    BookTime time = stores.book().time();
    Surroundings surroundings = before.inTimeOf(time, before.judge(time));
    LedgerWriter ledger =
        parts.add(LedgerWriter.open(stores.book(), surroundings.clock(), BookListener.NOBODY));
    PriceBook prices = ShippedPrices.read();
    Engine engine =
        new Engine(
            surroundings,
            configuration,
            stores,
            ledger,
            prices,
            () ->
                WorldPorts.verifier(
                    new Containment(surroundings, configuration),
                    parts.add(new ChildProcesses(surroundings.clock()))));
    NoDaemon nobody = new NoDaemon(ledger, configuration.gateway().toString());
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
