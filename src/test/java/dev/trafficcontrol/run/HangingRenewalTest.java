package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.task.TaskState;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that neither answers nor fails, as one behind a network that is cut.
class HangingRenewalTest {

  @TempDir Path temp;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private RunBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new RunBench(temp);
  }

  @AfterEach
  void close() {
    answered.countDown();
    bench.close();
  }

  @Test
  void F59_a_run_whose_renewal_gets_no_answer_is_ended_before_its_lease_is_over() throws Exception {
    Claim claim = bench.claim("echo x > made; echo up; sleep 9876515", null);
    RunSupervisor supervisor = bench.supervisor(RunLimits.DEFAULT, this::hanging);
    supervisor.start(claim);
    await().atMost(RunBench.PATIENCE).until(() -> bench.state(claim) == TaskState.RUNNING);
    Thread leases = Thread.ofVirtual().start(() -> keep(supervisor));
    try {
      bench.clock.forward(LeaseTimes.DEFAULT.renewEvery().plusSeconds(1));
      asked.await();
      bench.clock.forward(Duration.ofSeconds(12));
      await().atMost(RunBench.PATIENCE).until(() -> supervisor.count() == 0);
      assertThat(RunBench.alive("9876515")).isEmpty();
      assertThat(bench.reason(claim)).contains("its lease could not be renewed");
      assertThat(bench.onBranch(claim, "made")).isEqualTo("x");
    } finally {
      answered.countDown();
      leases.interrupt();
    }
  }

  private static void keep(RunSupervisor supervisor) {
    try {
      supervisor.keepLeases();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private RunPorts hanging(RunPorts ports) {
    WorkQueue queue =
        (WorkQueue)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WorkQueue.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("renew")) {
                    asked.countDown();
                    answered.await();
                  }
                  try {
                    return method.invoke(ports.queue(), arguments);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                });
    return new RunPorts(
        queue,
        ports.ledger(),
        ports.calls(),
        ports.store(),
        ports.briefs(),
        ports.places(),
        ports.launcher(),
        ports.verifier());
  }
}
