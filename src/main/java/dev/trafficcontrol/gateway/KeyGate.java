package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.pricing.ModelPrice;
import java.util.Objects;
import java.util.Optional;

/// Whether a call is within its key's rules: asked when its model's price is known, and before any
/// money is held for it. How often a key may call is for [CallRates].
final class KeyGate {

  private KeyGate() {}

  /// Why the call must not be made. A model is told by the price book's base id, so that an alias
  /// or a date in its name makes no difference.
  ///
  /// @param price of the model that was asked for
  static Optional<GatewayError> refusal(Order order, ModelPrice price) {
    Key key = order.key();
    KeyRules rules = key.ruled();
    long asked = order.asks().output().maxTokens();
    if (!rules.allows(price.model())) {
      return Optional.of(
          GatewayError.of(
                  403,
                  Kind.PERMISSION,
                  "TrafficControl: key %s (%s) may not use the model `%s`; it may use %s"
                      .formatted(
                          key.id(),
                          key.name(),
                          price.model(),
                          String.join(", ", Objects.requireNonNull(rules.models()))))
              .notToBeRetried());
    }
    return asked == rules.capped(asked)
        ? Optional.empty()
        : Optional.of(
            GatewayError.badRequest(
                "TrafficControl: key %s (%s) allows an answer %d tokens at most, and this call asks for up to %d: lower its %s"
                    .formatted(
                        key.id(),
                        key.name(),
                        rules.maxTokens(),
                        asked,
                        order.endpoint().outputField(price))));
  }
}
