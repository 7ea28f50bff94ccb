package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Rates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The daemon of this process, or that there is none.
public interface DaemonPower {

  /// What a kill ended.
  ///
  /// @param recorded whether the book has it; otherwise nothing keeps the next start from spending
  record Killed(int runs, int calls, boolean recorded) {}

  boolean isRunning();

  /// Where the gateway listens, `host:port`.
  String gateway();

  /// Where it listens by TLS for other machines, `host:port`; empty where it does not.
  Optional<String> tlsGateway();

  boolean isScheduling();

  Scheduling scheduling();

  /// Money burned within the last minute.
  Money burn();

  /// How fast money and tokens go, over everything first; empty where none runs.
  List<Rates> rates();

  /// Lets what runs end by itself for that long, then ends it. Returns when all has ended.
  void stop(Duration within);

  /// Ends everything at once, and keeps anything from spending until the owner says otherwise.
  Killed kill(String reason, String by);

  /// Cuts the calls in flight that count against that scope. Runs go on.
  void cutCalls(Scope scope, String reason);

  /// Waits until [#stop] or [#kill] is through.
  void awaitEnd();
}
