package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.trafficcontrol.adapter.mail.SmtpMail;
import dev.trafficcontrol.adapter.webhook.SignedWebhook;
import dev.trafficcontrol.adapter.webhook.SlackWebhook;
import dev.trafficcontrol.adapter.webhook.slack.SlackApp;
import dev.trafficcontrol.agent.BuiltInAgent;
import dev.trafficcontrol.gateway.FreeRequest;
import dev.trafficcontrol.gateway.Provider;
import dev.trafficcontrol.ledger.Authorization;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.LaunchOrder;
import dev.trafficcontrol.run.Processes;
import dev.trafficcontrol.scheduler.RunStarter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// There is one way to a provider and one to an agent, and each begins with a yes. What is listed
/// here is all there is: another way has to be written down here to exist.
class OnlyWayTest {

  private static final Set<String> OUTGOING =
      Set.of(
          "java.net.HttpURLConnection",
          "java.net.Socket",
          "java.net.URLConnection",
          "java.net.DatagramSocket",
          "java.nio.channels.SocketChannel",
          "java.nio.channels.DatagramChannel",
          "java.nio.channels.AsynchronousSocketChannel");

  @Test
  void only_a_held_authorization_reaches_the_provider() {
    assertThat(Provider.class.getMethods())
        .extracting(Method::getName, method -> List.of(method.getParameterTypes()).getFirst())
        .containsExactlyInAnyOrder(
            tuple("paid", Authorization.class), tuple("free", FreeRequest.class));
    assertIsMadeInItsPackageOnly(Authorization.class);
    assertThat(Callers.ofConstructor(Authorization.class)).containsExactly("ledger.Round");
    assertThat(Callers.of(Provider.class, "paid")).containsExactly("gateway.PaidCalls");
  }

  @Test
  void what_costs_nothing_is_sent_on_free_routes_only() {
    assertIsMadeInItsPackageOnly(FreeRequest.class);
    assertThat(Callers.ofConstructor(FreeRequest.class)).containsExactly("gateway.Route");
    assertThat(Callers.of(Provider.class, "free")).containsExactly("gateway.FreeCalls");
  }

  /// The simulator and the built-in agent are programs of their own; the agent has no provider key.
  @Test
  void nothing_but_the_providers_adapter_sends_bytes_to_a_provider() {
    assertThat(Callers.implementationsOf(Provider.class))
        .allMatch(file -> file.startsWith("adapter.provider."))
        .isNotEmpty();
    assertThat(Callers.ofClasses(OnlyWayTest::canSend))
        .filteredOn(file -> !file.startsWith("adapter.provider."))
        .containsExactlyInAnyOrder(
            // Alerts, to where their owner said: they have no provider key.
            "adapter.mail.SmtpMail",
            "adapter.webhook.FirstWords",
            "adapter.webhook.JsonPost",
            "adapter.webhook.OutwardClient",
            "adapter.webhook.slack.Line",
            "adapter.webhook.slack.SlackApi",
            "adapter.webhook.slack.SocketMode",
            "agent.GatewayAnswer",
            "agent.GatewayClient",
            "app.home.ControlServer",
            "app.home.SocketControl");
    assertThat(List.of(SignedWebhook.class, SlackWebhook.class, SlackApp.class, SmtpMail.class))
        .as("who says where alerts go: the targets of the configuration")
        .allSatisfy(sink ->
            assertThat(Callers.ofConstructor(sink)).containsExactly("app.alerting.Targets"));
    assertThat(Callers.ofConstructor(BuiltInAgent.class))
        .as("who works with the agent's client: itself, and the demo at its simulated provider")
        .containsExactlyInAnyOrder("agent.Main", "app.demo.UnguardedPolicy");
    assertThat(Callers.accessing(OnlyWayTest::opensUrl))
        .containsExactlyInAnyOrder("agent.GatewayClient", "app.demo.DemoProvider");
  }

  @Test
  void only_a_claim_reaches_the_launcher() {
    assertThat(LaunchOrder.class.getRecordComponents()[0].getType()).isEqualTo(Claim.class);
    assertThat(Callers.ofConstructor(LaunchOrder.class)).containsExactly("run.Attempt");
    assertThat(Callers.of(AgentLauncher.class, "launch")).containsExactly("run.Attempt");
    assertThat(Callers.of(RunStarter.class, "start")).containsExactly("scheduler.SchedulerLoop");
    assertThat(Callers.of(WorkQueue.class, "claim")).containsExactly("scheduler.SchedulerLoop");
    assertThat(Callers.ofConstructor(Claim.class))
        .as("who makes claims: the queue's store, which also reads them back")
        .containsExactlyInAnyOrder(
            "adapter.sql.ClaimStep", "adapter.sql.RunRows", "adapter.sql.SqlQueue");
  }

  @Test
  void no_process_is_started_past_the_launcher() {
    assertThat(Callers.of(Processes.class, "start"))
        .containsExactlyInAnyOrder("run.SandboxedLauncher", "run.SandboxedVerifier");
    assertThat(Callers.ofConstructor(ProcessBuilder.class))
        .as("who starts processes: agents and verifications, and what runs no task")
        .containsExactlyInAnyOrder(
            // The program that its owner named for alerts.
            "adapter.desktop.CommandSink",
            "adapter.git.GitCommand",
            "adapter.process.ChildProcesses",
            "adapter.sandbox.SandboxProbe",
            // The agent's own commands: a program inside its sandbox.
            "agent.tool.ShellCommand",
            "app.BackgroundProcess",
            "app.demo.DemoRepository",
            "app.demo.OwnProcess");
    assertThat(Callers.of(Runtime.class, "exec")).isEmpty();
  }

  private static void assertIsMadeInItsPackageOnly(Class<?> type) {
    assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
    assertThat(Arrays.stream(type.getDeclaredConstructors()).map(Constructor::getModifiers))
        .noneMatch(modifiers -> Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
  }

  private static boolean canSend(JavaClass type) {
    return !type.getName().startsWith(Ladder.OURS.root())
        && (OUTGOING.contains(type.getName())
            || type.getName().startsWith("java.net.http.")
            || type.getName().startsWith("jakarta.mail.Transport")
            || type.getName().startsWith("io.helidon.webclient."));
  }

  private static boolean opensUrl(AccessTarget target) {
    return target.getOwner().getName().equals("java.net.URL")
        && Set.of("openStream", "openConnection", "getContent").contains(target.getName());
  }
}
