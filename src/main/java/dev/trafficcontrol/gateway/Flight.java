package dev.trafficcontrol.gateway;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Cost;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One paid call in flight. Cut at most once; a cut before it is sent keeps it from being sent.
final class Flight implements AutoCloseable {

  private final List<Scope> scopes;
  private final PriceBook prices;
  private final Consumer<Flight> whenOver;
  private @Nullable UpstreamCall upstream;
  private @Nullable String cutReason;
  private volatile Money metered = Money.ZERO;

  Flight(Key key, String model, PriceBook prices, Consumer<Flight> whenOver) {
    this.scopes = new HoldScope(key.id(), List.of(model), key.attempt(), null).scopes();
    this.prices = prices;
    this.whenOver = whenOver;
  }

  boolean isOf(Scope one) {
    return scopes.contains(one);
  }

  /// Hands over what a cut breaks off. False where the call was cut already and must not be sent.
  synchronized boolean board(UpstreamCall call) {
    upstream = call;
    return cutReason == null;
  }

  synchronized void cut(String reason) {
    if (cutReason == null) {
      cutReason = reason;
    }
    if (upstream != null) {
      upstream.cut();
    }
  }

  synchronized Optional<String> cutReason() {
    return Optional.ofNullable(cutReason);
  }

  /// Where the usage has no price, nothing is known yet: the hold stands for it.
  void metered(List<Hop> hops) {
    metered =
        switch (Cost.of(new Metered(prices.version(), hops), prices)) {
          case Cost.Priced(Money amount) -> amount;
          case Cost.Unpriced unpriced -> Money.ZERO;
        };
  }

  Money meteredSoFar() {
    return metered;
  }

  @Override
  public void close() {
    whenOver.accept(this);
  }
}
