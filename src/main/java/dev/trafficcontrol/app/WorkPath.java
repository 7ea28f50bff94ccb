package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.ModelAccess;
import dev.trafficcontrol.run.Reconciliation;
import dev.trafficcontrol.run.RunBriefs;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.run.RunPorts;
import dev.trafficcontrol.run.RunSupervisor;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything between a queued task and its branch.
record WorkPath(RunSupervisor supervisor, Dispatcher dispatcher) {

  private static final Logger LOG = LoggerFactory.getLogger(WorkPath.class);

  static RunPorts ports(Surroundings surroundings, Stores stores, Ports ports, MoneyPath money) {
    return new RunPorts(
        ports.queue(),
        money.ledger(),
        money.activity(),
        stores.runs(),
        new RunBriefs(stores.tasks(), stores.projects()),
        new GitWorkplaces(surroundings.home().directory()),
        ports.launcher(),
        ports.verifier());
  }

  /// Ends what is alive of this home's runs, before any is started: also of those that another node
  /// has ended meanwhile, which from its machine could not reach their processes.
  static void endStrays(ChildProcesses processes, Home home) {
    int ended = processes.endStrays(home.runs());
    if (ended > 0) {
      LOG.warn("Ended {} processes of runs, which an earlier daemon left", ended);
    }
  }

  /// Ends what an earlier daemon left, before anybody can start something or call.
  static void reconcile(RunPorts ports, String node, InstantSource clock) {
    List<Claim> ended = new Reconciliation(ports, clock).atBoot(node);
    ended.forEach(claim -> LOG.warn("Ended run {}, which an earlier daemon left", claim.run()));
  }

  /// @param gateway where agents send their calls
  static WorkPath open(
      RunPorts ports,
      MoneyPath money,
      Stores stores,
      Configuration configuration,
      URI gateway,
      InstantSource clock) {
    RunSupervisor supervisor =
        new RunSupervisor(
            ports,
            RunLimits.DEFAULT,
            new ModelAccess(gateway, KeyRules.NONE.withLowering(configuration.runs().lowering())),
            clock,
            Randomness.random(),
            (run, broken) -> LOG.error("Run {} had trouble", run, broken));
    Dispatcher dispatcher =
        new Dispatcher(
            new Decider(
                money.ledger(),
                new FirstCallQuestion(money.ledger(), money.prices(), money.firstCalls()),
                configuration.capacity(),
                stores.sharing().node(),
                money.prices()),
            ports.queue(),
            stores.admissions(),
            supervisor,
            clock);
    return new WorkPath(supervisor, dispatcher);
  }
}
