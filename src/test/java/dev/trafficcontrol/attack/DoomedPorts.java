package dev.trafficcontrol.attack;

import dev.trafficcontrol.app.Ports;
import dev.trafficcontrol.gateway.FreeRequest;
import dev.trafficcontrol.gateway.Provider;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.gateway.UpstreamCall;
import dev.trafficcontrol.gateway.UpstreamRequest;
import dev.trafficcontrol.ledger.Authorization;
import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.LaunchOrder;
import dev.trafficcontrol.run.RunningAgent;
import dev.trafficcontrol.run.RunningVerification;
import dev.trafficcontrol.run.VerificationOrder;
import dev.trafficcontrol.run.Verifier;
import dev.trafficcontrol.run.Workplace;
import java.util.Optional;

/// A daemon's ports, of which each can be where the daemon dies.
record DoomedPorts(Doom doom, AcknowledgedHolds acknowledged) {

  Ports around(Ports ports) {
    return new Ports(
        new DoomedBook(ports.book(), doom),
        new DoomedQueue(ports.queue(), doom),
        new Providers(ports.providers().configured().stream().map(this::around).toList()),
        new Launcher(ports.launcher(), doom),
        new Verifying(ports.verifier(), doom));
  }

  private Providers.Configured around(Providers.Configured one) {
    return new Providers.Configured(
        one.name(),
        one.protocol(),
        one.provider().map(it -> new Noting(new DoomedProvider(it, doom), doom, acknowledged)));
  }

  /// An authorization exists once the ledger has answered.
  record Noting(Provider provider, Doom doom, AcknowledgedHolds acknowledged) implements Provider {
    @Override
    public UpstreamCall paid(Authorization authorization, UpstreamRequest request) {
      acknowledged.add(authorization.hold().id());
      doom.answered(authorization.hold().id());
      return provider.paid(authorization, request);
    }

    @Override
    public UpstreamCall free(FreeRequest request) {
      return provider.free(request);
    }
  }

  private record Launcher(AgentLauncher launcher, Doom doom) implements AgentLauncher {
    @Override
    public RunningAgent launch(LaunchOrder order) {
      doom.reached(Doom.Step.BEFORE_SPAWN);
      RunningAgent agent = launcher.launch(order);
      doom.reached(Doom.Step.AFTER_SPAWN);
      return agent;
    }

    @Override
    public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
      return launcher.endLeftovers(place, recorded);
    }
  }

  private record Verifying(Verifier verifier, Doom doom) implements Verifier {
    @Override
    public RunningVerification start(VerificationOrder order) {
      doom.reached(Doom.Step.BEFORE_VERIFY);
      RunningVerification verification = verifier.start(order);
      doom.reached(Doom.Step.AFTER_VERIFY);
      return verification;
    }
  }
}
