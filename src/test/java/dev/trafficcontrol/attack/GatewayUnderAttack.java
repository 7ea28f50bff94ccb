package dev.trafficcontrol.attack;

import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.gateway.CallIds;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.gateway.Gateway;
import dev.trafficcontrol.gateway.GatewaySettings;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.usage.ClientLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/// Ledger, gateway and simulated provider put together over real HTTP and the given book. The
/// global budgets are unlimited, so that the key's own is what is attacked.
final class GatewayUnderAttack implements AutoCloseable {

  static final PriceBook PRICES = PriceBook.parse(shippedPrices());
  private static final SecureRandom RANDOM = new SecureRandom();

  final LedgerWriter ledger;
  private final SimulatedProvider provider;
  private final GatewayListener listener;

  GatewayUnderAttack(Book book, SimulatorOptions options) {
    provider = SimulatedProvider.start(options);
    ledger = LedgerWriter.open(book, InstantSource.system(), BookListener.NOBODY);
    listener =
        GatewayListener.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Gateway(
                ledger,
                PRICES,
                Providers.only(
                    "anthropic",
                    Protocol.ANTHROPIC,
                    new HttpProvider(
                        new ProviderEndpoint(
                            Protocol.ANTHROPIC,
                            provider.uri(),
                            new ProviderKey(options.key()),
                            Duration.ofSeconds(5)))),
                new CallsInFlight(PRICES, ClientLog.NOBODY),
                GatewaySettings.DEFAULT,
                new CallIds(InstantSource.system(), RANDOM)));
    unlimited(Window.ROLLING_HOUR);
    unlimited(Window.ROLLING_DAY);
  }

  private void unlimited(Window window) {
    ledger.ask(
        new SetBudget(
            new BudgetId(Scope.GLOBAL, window), Limit.UNLIMITED, "test", "the key is attacked"));
  }

  KeySecret key(Limit limit) {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    RANDOM.nextBytes(randomness);
    KeySecret secret = KeySecret.mint(randomness);
    ledger.ask(
        new MintKey(
            new Key(secret.id(), "attack", secret.hash(), null, null),
            Map.of(Window.TOTAL, limit),
            "test"));
    return secret;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  Money bill() {
    return Money.ofUsd(provider.bill().total().toPlainString());
  }

  @Override
  public void close() {
    listener.close();
    ledger.close();
    provider.close();
  }

  private static String shippedPrices() {
    try (InputStream in =
        Objects.requireNonNull(GatewayUnderAttack.class.getResourceAsStream(PriceBook.RESOURCE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
