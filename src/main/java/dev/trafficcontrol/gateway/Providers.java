package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.ModelPrice;
import java.util.List;
import java.util.Optional;

/// Who serves which model. A model goes to the provider whose name stands in its price, so that it
/// is never sent where it has another price.
public final class Providers {

  /// One that was configured.
  ///
  /// @param provider empty where it is switched off: its key is not set
  public record Configured(String name, Protocol protocol, Optional<Provider> provider) {}

  /// Who serves a call.
  sealed interface Serving {
    record By(Provider provider) implements Serving {}

    /// @param reason for people, with what to do
    record Nobody(String reason) implements Serving {}
  }

  private final List<Configured> configured;

  /// One alone.
  public static Providers only(String name, Protocol protocol, Provider provider) {
    return new Providers(List.of(new Configured(name, protocol, Optional.of(provider))));
  }

  public Providers(List<Configured> configured) {
    this.configured = List.copyOf(configured);
  }

  public List<Configured> configured() {
    return configured;
  }

  Serving serving(ModelPrice price, Endpoint endpoint) {
    return configured.stream()
        .filter(one -> one.name().equals(price.provider()))
        .findFirst()
        .map(one -> serving(one, price, endpoint))
        .orElseGet(() ->
            new Serving.Nobody(
                "the price book has `%s` from `%s`, and no provider of that name is configured: add it to `providers`"
                    .formatted(price.model(), price.provider())));
  }

  private static Serving serving(Configured one, ModelPrice price, Endpoint endpoint) {
    if (one.protocol() != endpoint.protocol()) {
      return new Serving.Nobody(
          "`%s` is served by `%s`, which does not speak %s: use its own route"
              .formatted(price.model(), one.name(), endpoint.path()));
    }
    return one.provider()
        .<Serving>map(Serving.By::new)
        .orElseGet(() ->
            new Serving.Nobody(
                "the provider `%s` is switched off: its key is not set".formatted(one.name())));
  }

  /// Who answers a question about no model.
  Optional<Provider> first(Protocol protocol) {
    return configured.stream()
        .filter(one -> one.protocol() == protocol)
        .flatMap(one -> one.provider().stream())
        .findFirst();
  }
}
