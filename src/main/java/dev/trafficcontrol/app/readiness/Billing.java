package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.config.Secret;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who is paid for the work that waits, and by which key: the account that the key belongs to gets
/// the bill.
final class Billing {

  static final String CHECK = "Billing";

  /// So many of its last characters tell a key among others in a provider's console.
  private static final int SHOWN = 4;

  /// Of a shorter key they would be too much.
  private static final int LONG_ENOUGH = 24;

  private final Map<String, ProviderSettings> providers;
  private final PriceBook prices;

  Billing(Map<String, ProviderSettings> providers, PriceBook prices) {
    this.providers = providers;
    this.prices = prices;
  }

  /// A line for each provider that the work needs; without work, whether any could serve it.
  List<Problem> of(List<WaitingWork> work) {
    Map<String, TreeSet<String>> models = new TreeMap<>();
    for (WaitingWork some : work) {
      String model = some.agent().model();
      prices
          .find(model)
          .map(ModelPrice::provider)
          .ifPresent(provider -> models.computeIfAbsent(provider, _ -> new TreeSet<>()).add(model));
    }
    if (models.isEmpty()) {
      return List.of(any());
    }
    List<Problem> found = new ArrayList<>();
    models.forEach((provider, served) -> found.add(route(provider, String.join(", ", served))));
    return found;
  }

  private Problem route(String name, String models) {
    ProviderSettings provider = providers.get(name);
    if (provider == null) {
      return lacking(
          "%s is billed by %s, and no provider of that name is configured".formatted(models, name),
          "add it to trafficcontrol.yaml below providers, or give the work another model");
    }
    return provider
        .key()
        .map(key -> ok(models + ": " + route(provider, key)))
        .orElseGet(() ->
            lacking(
                "%s is billed by %s, which is switched off: %s is not set"
                    .formatted(models, name, provider.keyFrom()),
                export(provider)));
  }

  private Problem any() {
    Collection<ProviderSettings> all = providers.values();
    List<String> on =
        all.stream().flatMap(one -> one.key().map(key -> route(one, key)).stream()).toList();
    return on.isEmpty()
        ? lacking(
            all.stream().map(Billing::off).collect(Collectors.joining("; ")),
            all.stream().map(Billing::export).distinct().collect(Collectors.joining(" or ")))
        : ok(String.join("; ", on));
  }

  private static String route(ProviderSettings provider, Secret key) {
    String text = key.reveal();
    String told =
        text.length() < LONG_ENOUGH ? "" : " (…" + text.substring(text.length() - SHOWN) + ")";
    return "%s at %s, to the account of %s%s"
        .formatted(provider.name(), provider.baseUrl().getAuthority(), provider.keyFrom(), told);
  }

  private static String off(ProviderSettings provider) {
    return "%s is switched off: %s is not set".formatted(provider.name(), provider.keyFrom());
  }

  private static String export(ProviderSettings provider) {
    return "export " + provider.keyFrom().substring(1) + "=…";
  }

  private static Problem ok(String what) {
    return new Problem(CHECK, Weight.OK, what, "");
  }

  private static Problem lacking(String what, String fix) {
    return new Problem(CHECK, Weight.FINAL, what, fix);
  }
}
