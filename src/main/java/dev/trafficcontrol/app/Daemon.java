package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.adapter.sql.SqlUsage;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.Listen;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.home.ControlServer;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.app.prices.HomePrices;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.ClockVerdict;
import dev.trafficcontrol.ledger.NoteClock;
import dev.trafficcontrol.run.RunPorts;
import dev.trafficcontrol.web.WebListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one process of a home that spends: ledger, gateway, scheduler and runs, put together.
/// Whoever opens it holds the home's lock.
final class Daemon implements HomeControl.Opened {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private static final Duration AFTER_A_SIGNAL = Duration.ofSeconds(5);

  private final Parts parts;
  private final RunningDaemon running;
  private final Operations operations;

  private Daemon(Parts parts, RunningDaemon running, Operations operations) {
    this.parts = parts;
    this.running = running;
    this.operations = operations;
  }

  /// Opens every part, or none.
  ///
  /// @param around puts a test's own around the ports; the program's leaves them as they are
  static Daemon open(
      Surroundings surroundings, Configuration configuration, UnaryOperator<Ports> around) {
    Parts parts = new Parts();
    try {
      return open(surroundings, configuration, around, parts);
    } catch (RuntimeException failed) {
      parts.close();
      throw failed;
    }
  }

  /// In the order in which one may rely on the other.
  private static Daemon open(
      Surroundings before, Configuration configuration, UnaryOperator<Ports> around, Parts parts) {
    PricesInUse prices = new HomePrices(before.home()).read();
    Stores stores = parts.add(Stores.open(before, configuration.store()));
    String id = stores.database().stamp().databaseId();
    for (ProviderSettings provider : configuration.providersByKey()) {
      KeyClaim.take(before, id, provider, stores.sharing()).ifPresent(parts::add);
    }
    BookTime time = stores.book().time();
    Surroundings timed = before.by(stores.sharing());
    ClockVerdict verdict = timed.judge(time);
    ClockAtBoot.check(verdict);
    Surroundings surroundings = timed.inTimeOf(time, verdict);
    InstantSource clock = surroundings.clock();
    ChildProcesses processes = parts.add(new ChildProcesses(clock));
    Containment containment = new Containment(surroundings, configuration);
    Ports ports = around.apply(WorldPorts.of(stores, configuration, containment, processes));

    AlertPath alerts = AlertPath.open(stores, configuration, clock, parts);
    KillWatch kills = new KillWatch();
    parts.addThread("usage", new LogKeeper(new SqlUsage(stores.database())::follow)::keep);
    parts.addThread("clients", stores.clients()::keep);
    MoneyPath money =
        parts.add(
            MoneyPath.open(
                ports,
                stores.sharing().ledgerNode(),
                new MoneyPath.Watching(
                    alerts.log(), configuration.trips(), kills, stores.clients()),
                prices.book(),
                clock));
    if (stores.sharing() instanceof Sharing.Alone) {
      money.ledger().ask(new NoteClock(surroundings.reading()));
    }
    RunPorts runPorts = WorkPath.ports(surroundings, stores, ports, money);
    WorkPath.endStrays(processes, surroundings.home());
    WorkPath.reconcile(runPorts, stores.sharing().node(), clock);
    Doors doors =
        Doors.open(
            configuration.gateway(),
            money.gateway(),
            surroundings.home().directory(),
            clock.instant(),
            parts);
    WorkPath work = WorkPath.open(runPorts, money, stores, configuration, doors.plain(), clock);
    RunningDaemon running = new RunningDaemon(doors, money, work, clock);
    kills.onKill(running::killedElsewhere);

    parts.addThread("leases", work.supervisor()::keepLeases);
    parts.addThread("lookout", lookout(stores, money, alerts, clock)::watch);
    alerts
        .summarist(configuration.alerts(), money.ledger(), clock)
        .ifPresent(summarist -> parts.addThread("summary", summarist::watch));
    if (stores.sharing() instanceof Sharing.WithNodes) {
      parts.addThread("takeover", new Takeover(runPorts, work.supervisor(), clock)::watch);
    }
    Operations operations =
        new Operations(
            OwnerToken.read(surroundings.home()),
            new Engine(surroundings, configuration, stores, money.ledger(), prices, ports::verifier)
                .verbs(running));
    parts.add(ControlServer.open(surroundings.home(), operations));
    alerts.answers(stores, operations, surroundings, money.ledger()).ifPresent(parts::add);
    watchers(configuration.gateway().web(), operations, clock).ifPresent(parts::add);
    return new Daemon(parts, running, operations);
  }

  /// Programs that watch are served if they can be: money does not wait for them.
  private static Optional<WebListener> watchers(
      Listen listen, Operations operations, InstantSource clock) {
    Sender sender = new Sender("metrics", Optional.empty());
    try {
      return Optional.of(
          WebListener.start(
              new InetSocketAddress(listen.host(), listen.port()),
              request -> operations.ask(request, sender, _ -> {}),
              clock));
    } catch (IllegalStateException taken) {
      LOG.warn("/metrics is not served: {}. Another address: web.listen", taken.getMessage());
      return Optional.empty();
    }
  }

  private static Lookout lookout(
      Stores stores, MoneyPath money, AlertPath alerts, InstantSource clock) {
    return new Lookout(money, stores, alerts, clock);
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    return operations.ask(request, sender, live);
  }

  /// Lets what runs end by itself for a few seconds: whoever sent the signal may send a harder one
  /// soon after.
  void endOnSignal() {
    running.stop(AFTER_A_SIGNAL);
    parts.close();
  }

  /// Ends what still runs, then closes every part.
  @Override
  public void close() {
    running.finish();
    parts.close();
  }
}
