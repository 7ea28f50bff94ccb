package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.http.ClientPatience;
import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.usage.ClientNote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The real gateway over real HTTP, between a client and the simulated provider, on the real
/// ledger; its book is in memory where a test brings none.
final class GatewayRig implements AutoCloseable {

  static final String PROVIDER_KEY = "sk-ant-simulated";
  static final PriceBook PRICES = PriceBook.parse(shippedPrices());

  /// Longer than it takes the last call to leave, once its client has seen the end.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  final LedgerWriter ledger;
  final CallsInFlight calls;
  final SimulatedProvider provider;
  final GatewayListener listener;

  /// Who made calls, in the order of their holds.
  final List<ClientNote> notes = new CopyOnWriteArrayList<>();

  private final PriceBook prices;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  GatewayRig(SimulatorOptions options) {
    this(options, GatewaySettings.DEFAULT);
  }

  GatewayRig(SimulatorOptions options, GatewaySettings settings) {
    this(options, settings, new MemoryBook(), PRICES);
  }

  GatewayRig(SimulatorOptions options, Book book) {
    this(options, GatewaySettings.DEFAULT, book, PRICES);
  }

  GatewayRig(SimulatorOptions options, PriceBook prices) {
    this(options, GatewaySettings.DEFAULT, new MemoryBook(), prices);
  }

  GatewayRig(SimulatorOptions options, BookListener listener) {
    this(options, GatewaySettings.DEFAULT, new MemoryBook(), PRICES, listener);
  }

  private GatewayRig(
      SimulatorOptions options, GatewaySettings settings, Book book, PriceBook prices) {
    this(options, settings, book, prices, BookListener.NOBODY);
  }

  private GatewayRig(
      SimulatorOptions options,
      GatewaySettings settings,
      Book book,
      PriceBook prices,
      BookListener bookListener) {
    this.prices = prices;
    ledger = LedgerWriter.open(book, InstantSource.system(), bookListener);
    calls = new CallsInFlight(prices, (hold, client) -> notes.add(new ClientNote(hold, client)));
    provider = SimulatedProvider.start(options);
    listener = listen(provider.uri(), settings);
    budget("global", Window.ROLLING_HOUR, "1000");
    budget("global", Window.ROLLING_DAY, "1000");
  }

  static GatewayRig scripted(String... rules) {
    return new GatewayRig(
        SimulatorOptions.defaults().withScript("{\"rules\":[" + String.join(",", rules) + "]}"));
  }

  GatewayListener listen(URI upstream, GatewaySettings settings) {
    return GatewayListener.start(ANY_PORT, gateway(upstream, settings, InstantSource.system()));
  }

  /// @param clock what the gateway takes for the time
  GatewayListener listen(URI upstream, GatewaySettings settings, InstantSource clock) {
    return GatewayListener.start(ANY_PORT, gateway(upstream, settings, clock));
  }

  GatewayListener listen(URI upstream, GatewaySettings settings, ClientPatience patience) {
    return GatewayListener.start(
        ANY_PORT, gateway(upstream, settings, InstantSource.system()), patience);
  }

  private Gateway gateway(URI upstream, GatewaySettings settings, InstantSource clock) {
    return new Gateway(
        ledger,
        prices,
        new Providers(
            List.of(
                provider("anthropic", Protocol.ANTHROPIC, upstream),
                provider("openai", Protocol.OPENAI, upstream),
                provider("basement", Protocol.OPENAI, upstream))),
        calls,
        settings,
        new CallIds(clock, RANDOM));
  }

  private static Providers.Configured provider(String name, Protocol protocol, URI upstream) {
    ProviderEndpoint endpoint =
        new ProviderEndpoint(
            protocol, upstream, new ProviderKey(PROVIDER_KEY), Duration.ofSeconds(2));
    return new Providers.Configured(name, protocol, Optional.of(new HttpProvider(endpoint)));
  }

  void budget(String scope, Window window, String usd) {
    ledger.ask(
        new SetBudget(
            new BudgetId(Scope.parse(scope), window),
            Limit.of(Money.ofUsd(usd)),
            "test",
            "for a test"));
  }

  KeySecret key(String usd) {
    return key(usd, null);
  }

  KeySecret key(String usd, @Nullable KeyRules rules) {
    return key(usd, null, rules);
  }

  KeySecret key(String usd, @Nullable Instant expiresAt, @Nullable KeyRules rules) {
    KeySecret secret = secret();
    ledger.ask(
        new MintKey(
            new Key(secret.id(), "test", secret.hash(), null, expiresAt, rules),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd(usd))),
            "test"));
    return secret;
  }

  /// The key of the first attempt of run `R<number>`, of a task of its own in project P.
  KeySecret run(int number) {
    KeySecret secret = secret();
    AttemptBinding attempt = new AttemptBinding("P", "T" + number, "R" + number, 1, null);
    OpenAttempt open =
        new OpenAttempt(new Key(secret.id(), "R" + number, secret.hash(), attempt, null));
    assertThat(ledger.ask(open)).isEqualTo(OpenAttempt.Reply.OPENED);
    return secret;
  }

  private static KeySecret secret() {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    RANDOM.nextBytes(randomness);
    return KeySecret.mint(randomness);
  }

  /// What was paid for is in the book to the nano-dollar, and nothing is left open.
  void assertBillIsBook() {
    assertThat(bill().isZero()).isFalse();
    assertThat(spent()).isEqualTo(bill());
    assertThat(ledger.openHolds()).isEmpty();
    await().atMost(PATIENCE).until(() -> calls.count() == 0);
  }

  Money bill() {
    return Money.ofUsd(provider.bill().total().toPlainString());
  }

  Money spent() {
    return ledger.totalSpent();
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + listener.port() + target);
  }

  HttpResponse<String> messages(KeySecret key, String body) {
    return send(request("/v1/messages?beta=true", key, body));
  }

  HttpRequest.Builder request(String target, KeySecret key, String body) {
    return HttpRequest.newBuilder(uri(target))
        .header("authorization", "Bearer " + key.reveal())
        .header("content-type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /// Sends a request and leaves as soon as `mark` was seen in the answer: nobody reads on, and the
  /// connection is reset.
  void leaveAfter(String mark, KeySecret key, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: "
            + key.reveal()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + content.length
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.setSoLinger(true, 0);
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(content);
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf(mark) < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IllegalStateException("ended before '" + mark + "': " + seen);
        }
        seen.append((char) next);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static String ask(String model, long maxTokens, boolean stream, String text) {
    return "{\"model\":\"%s\",\"max_tokens\":%d,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(model, maxTokens, stream, text);
  }

  @Override
  public void close() {
    calls.cutAll("the test is over");
    listener.close();
    provider.close();
    ledger.close();
  }

  static String shippedPrices() {
    try (InputStream in =
        Objects.requireNonNull(GatewayRig.class.getResourceAsStream(PriceBook.RESOURCE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
