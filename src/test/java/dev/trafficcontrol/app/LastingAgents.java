package dev.trafficcontrol.app;

import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.AgentResult;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.ChildUsage;
import dev.trafficcontrol.run.Ending;
import dev.trafficcontrol.run.LaunchOrder;
import dev.trafficcontrol.run.RunningAgent;
import dev.trafficcontrol.run.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Agents that work until somebody ends them.
final class LastingAgents implements AgentLauncher {

  private final Set<RunningAgent> alive = ConcurrentHashMap.newKeySet();

  int alive() {
    return alive.size();
  }

  @Override
  public RunningAgent launch(LaunchOrder order) {
    RunningAgent agent = new Lasting();
    alive.add(agent);
    return agent;
  }

  @Override
  public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
    return 0;
  }

  private final class Lasting implements RunningAgent {

    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public ChildMark mark() {
      return new ChildMark(1, "never");
    }

    @Override
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
      return over.await(patience.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(137)
          : OptionalInt.empty();
    }

    @Override
    public ChildUsage usage() {
      return ChildUsage.NOTHING;
    }

    @Override
    public Instant lastOutput() {
      return Instant.MAX;
    }

    @Override
    public boolean hasOutput() {
      return true;
    }

    @Override
    public Ending end(Duration grace) {
      alive.remove(this);
      over.countDown();
      return Ending.COMPLETE;
    }

    @Override
    public AgentResult result(int exitCode) {
      return new AgentResult.Missing(exitCode);
    }
  }
}
