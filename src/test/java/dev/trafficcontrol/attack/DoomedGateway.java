package dev.trafficcontrol.attack;

import dev.trafficcontrol.adapter.http.GatewayListener;
import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.gateway.CallIds;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.gateway.Gateway;
import dev.trafficcontrol.gateway.GatewaySettings;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.usage.ClientLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The gateway on its SQLite book as a process of its own, which ends without a word at the step it
/// is told.
///
/// Arguments: home, port, provider's URI, provider's key, step, and at which occurrence of it.
final class DoomedGateway {

  private DoomedGateway() {}

  public static void main(String[] args) throws InterruptedException {
    Path home = Path.of(args[0]);
    Doom doom = new Doom(Doom.Step.valueOf(args[4]), Integer.parseInt(args[5]));
    SqliteDatabase database = SqliteDatabase.open(home, stamp());
    LedgerWriter ledger =
        LedgerWriter.open(
            new DoomedBook(SqliteBook.open(database, home), doom),
            InstantSource.system(),
            BookListener.NOBODY);
    Gateway gateway =
        new Gateway(
            ledger,
            GatewayUnderAttack.PRICES,
            Providers.only(
                "anthropic",
                Protocol.ANTHROPIC,
                new DoomedProvider(
                    new HttpProvider(
                        new ProviderEndpoint(
                            Protocol.ANTHROPIC,
                            URI.create(args[2]),
                            new ProviderKey(args[3]),
                            Duration.ofSeconds(5))),
                    doom)),
            new CallsInFlight(GatewayUnderAttack.PRICES, ClientLog.NOBODY),
            GatewaySettings.DEFAULT,
            new CallIds(InstantSource.system(), new SecureRandom()));
    GatewayListener.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])),
        gateway);
    System.out.println("ready");
    Thread.currentThread().join();
  }

  static Stamp stamp() {
    return new Stamp("development", Instant.EPOCH, "attack");
  }
}
