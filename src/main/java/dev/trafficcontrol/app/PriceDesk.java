package dev.trafficcontrol.app;

import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.app.operation.PriceOperations;
import dev.trafficcontrol.app.prices.HomePrices;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.util.function.Consumer;

/// `prices …` where no daemon runs: nothing of the home is opened but its price book. Whoever opens
/// this holds the home's lock.
final class PriceDesk implements HomeControl.Opened {

  private final Operations operations;

  PriceDesk(Surroundings surroundings) {
    HomePrices prices = new HomePrices(surroundings.home());
    this.operations =
        new Operations(
            OwnerToken.read(surroundings.home()),
            new PriceOperations(prices::read, prices, () -> false, surroundings.clock()).verbs());
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    return operations.ask(request, sender, live);
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
