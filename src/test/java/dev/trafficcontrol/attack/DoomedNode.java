package dev.trafficcontrol.attack;

import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresBook;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.gateway.CallIds;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.gateway.Gateway;
import dev.trafficcontrol.gateway.GatewaySettings;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.usage.ClientLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/// The gateway on a book that it shares, as a process of its own. Reads from its input what becomes
/// of it: step, at which occurrence of it, and manner.
///
/// Arguments: home, whose name is the node's, database, port, provider's URI, provider's key.
final class DoomedNode {

  private DoomedNode() {}

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Doom doom = new Doom(Doom.Step.NEVER, 1);
    PostgresDatabase database =
        PostgresDatabase.open(PostgresAddress.of(args[1]), DoomedGateway.stamp());
    PostgresBook book = PostgresBook.open(database, home, Optional.empty());
    LedgerWriter ledger =
        LedgerWriter.open(
            new DoomedBook(book, doom),
            home.getFileName().toString(),
            book.clock(),
            BookListener.NOBODY);
    ProviderEndpoint upstream =
        new ProviderEndpoint(
            Protocol.ANTHROPIC,
            URI.create(args[3]),
            new ProviderKey(args[4]),
            Duration.ofSeconds(5));
    Gateway gateway =
        new Gateway(
            ledger,
            GatewayUnderAttack.PRICES,
            Providers.only(
                "anthropic",
                Protocol.ANTHROPIC,
                new DoomedPorts.Noting(
                    new DoomedProvider(new HttpProvider(upstream), doom),
                    doom,
                    new AcknowledgedHolds(home.resolve("acknowledged")))),
            new CallsInFlight(GatewayUnderAttack.PRICES, ClientLog.NOBODY),
            GatewaySettings.DEFAULT,
            new CallIds(book.clock(), new SecureRandom()));
    GatewayListener.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])),
        gateway);
    System.out.println("ready");
    doom.obey(System.in);
  }
}
