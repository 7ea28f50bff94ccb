package dev.trafficcontrol.gateway;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every paid call from before its hold to after its settle: what can be cut, what is metered so
/// far, and who has made it.
///
/// A call enters before it holds, so that a cut also stops the one that is about to be sent. Calls
/// that enter later are the ledger's to refuse: whoever cuts for good records that first, or cuts
/// again once it is recorded.
public final class CallsInFlight {

  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private final PriceBook prices;
  private final ClientLog clients;

  public CallsInFlight(PriceBook prices, ClientLog clients) {
    this.prices = prices;
    this.clients = clients;
  }

  Flight enter(Key key, String model) {
    Flight flight = new Flight(key, model, prices, flights::remove);
    flights.add(flight);
    return flight;
  }

  /// Money is held for a call of this client, which is about to be sent.
  void held(HoldId hold, Client client) {
    if (!client.equals(Client.UNNAMED)) {
      clients.note(hold, client);
    }
  }

  /// Cuts every call, those that are drained included, and returns how many. Does not wait for them
  /// to settle.
  public int cutAll(String reason) {
    return cut(Scope.GLOBAL, reason);
  }

  /// As [#cutAll], of the calls that count against that scope.
  public int cut(Scope scope, String reason) {
    int cut = 0;
    for (Flight flight : flights) {
      if (flight.isOf(scope)) {
        flight.cut(reason);
        cut++;
      }
    }
    return cut;
  }

  public int count() {
    return flights.size();
  }

  /// What the calls in flight that count against that scope have cost as far as their provider has
  /// said: a part of burn.
  public Money meteredSoFar(Scope scope) {
    Money sum = Money.ZERO;
    for (Flight flight : flights) {
      if (flight.isOf(scope)) {
        sum = sum.plus(flight.meteredSoFar());
      }
    }
    return sum;
  }
}
