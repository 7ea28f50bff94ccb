package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs that others wrote, unchanged but for their base URL and key: what they do works, the
/// bill is the book, and a budget's end is an end.
final class RealClientsTest {

  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path temp;

  /// What a program printed and how it ended.
  private record Ended(int exit, String out, String err) {

    JsonNode json() {
      assertThat(exit).as(out + err).isZero();
      return JsonMapper.shared().readTree(out);
    }
  }

  @Test
  @Needs(Program.NODE_SDKS)
  void openais_sdk_for_node_works_in_every_way_of_asking() throws Exception {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      JsonNode said = node(rig, "openai.cjs", "gpt-5-mini", rig.key("20"), "answers").json();

      assertThat(said.at("/chat/choices/0/message/content").stringValue()).isNotEmpty();
      assertThat(said.at("/many/choices")).hasSize(2);
      assertThat(said.at("/streamed/text").stringValue()).isNotEmpty();
      assertThat(said.at("/streamed/usage").isNull()).as("it did not ask for usage").isTrue();
      assertThat(said.at("/counted/usage/total_tokens").longValue()).isPositive();
      assertThat(said.at("/response/status").stringValue()).isEqualTo("completed");
      assertThat(said.at("/goesOn/status").stringValue()).isEqualTo("completed");
      assertThat(said.at("/events/last").stringValue()).isEqualTo("response.completed");
      assertThat(said.at("/models").intValue()).isPositive();
      assertThat(said.at("/requests").intValue()).as("none was sent twice").isEqualTo(8);
      rig.assertBillIsBook();
      assertThat(rig.provider.bill().calls()).isEqualTo(7);
    }
  }

  @Test
  @Needs(Program.NODE_SDKS)
  void anthropics_sdk_for_node_works_in_every_way_of_asking() throws Exception {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      JsonNode said =
          node(rig, "anthropic.cjs", "claude-sonnet-5-5", rig.key("20"), "answers").json();

      assertThat(said.at("/message/content/0/text").stringValue()).isNotEmpty();
      assertThat(said.at("/streamed/stop_reason").isNull()).isFalse();
      assertThat(said.at("/cached/usage/cache_creation/ephemeral_1h_input_tokens").longValue())
          .isPositive();
      assertThat(said.at("/counted/input_tokens").longValue()).isPositive();
      assertThat(said.at("/requests").intValue()).as("none was sent twice").isEqualTo(6);
      rig.assertBillIsBook();
      assertThat(rig.provider.bill().calls()).isEqualTo(4);
    }
  }

  @Test
  @Needs(Program.NODE_SDKS)
  void both_sdks_for_node_take_an_exhausted_budget_as_final_and_say_why() throws Exception {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      JsonNode openai = node(rig, "openai.cjs", "gpt-5-mini", rig.key("0.00001"), "refusal").json();
      assertThat(openai.at("/status").intValue()).isEqualTo(429);
      assertThat(openai.at("/code").stringValue()).isEqualTo("insufficient_quota");
      assertThat(openai.at("/message").stringValue()).contains("more than the limit of budget");
      assertThat(openai.at("/requests").intValue()).as("not sent again").isEqualTo(1);

      JsonNode anthropic =
          node(rig, "anthropic.cjs", "claude-sonnet-5-5", rig.key("0.00001"), "refusal").json();
      assertThat(anthropic.at("/status").intValue()).isEqualTo(429);
      assertThat(anthropic.at("/type").stringValue()).isEqualTo("billing_error");
      assertThat(anthropic.at("/message").stringValue()).contains("more than the limit of budget");
      assertThat(anthropic.at("/requests").intValue()).as("not sent again").isEqualTo(1);
      assertThat(rig.bill().isZero()).isTrue();
    }
  }

  @Test
  @Needs(Program.CODEX)
  void codex_works_with_its_tools_and_the_bill_is_the_book() throws Exception {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      Ended ended =
          codex(
              rig,
              rig.key("5"),
              "SIMULATE: exec_command {\"cmd\": \"echo hello > made.txt\"}\nSIMULATE: say Done.");

      assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
      assertThat(ended.out()).contains("\"type\":\"turn.completed\"").contains("Done.");
      assertThat(Files.readString(temp.resolve("work/made.txt"))).isEqualTo("hello\n");
      rig.assertBillIsBook();
      assertThat(rig.provider.bill().calls()).isEqualTo(2);
      assertThat(rig.notes.stream().map(ClientNote::client).distinct())
          .singleElement()
          .satisfies(client -> {
            assertThat(ended.out()).contains("\"thread_id\":\"" + client.session() + "\"");
            assertThat(client.agent()).isNull();
          });
    }
  }

  @Test
  @Needs(Program.CODEX)
  void F69_codex_takes_an_exhausted_budget_as_final() throws Exception {
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      Ended ended = codex(rig, rig.key("0.001"), "SIMULATE: say Done.");

      assertThat(ended.exit()).isNotZero();
      assertThat(ended.out()).contains("Quota exceeded").doesNotContain("Reconnecting");
      assertThat(rig.bill().isZero()).isTrue();
    }
  }

  @Test
  @Needs(Program.CLAUDE_CODE)
  void claude_codes_agents_are_told_apart_within_their_session() throws Exception {
    String session = "7b0d5a52-7a3c-4c7e-9a31-0a8c52b1c0de";
    try (GatewayRig rig = new GatewayRig(SimulatorOptions.defaults())) {
      Ended ended =
          run(
              List.of(
                  Program.CLAUDE_CODE.path().toString(),
                  "-p",
                  "SIMULATE: Agent {\"description\": \"say it\", \"subagent_type\": \"general-purpose\", \"prompt\": \"SIMULATE: say Hello.\"}\nSIMULATE: say Done.",
                  "--model",
                  "claude-sonnet-5-5",
                  "--session-id",
                  session),
              Map.of(
                  "ANTHROPIC_BASE_URL", rig.uri("").toString(),
                  "ANTHROPIC_AUTH_TOKEN", rig.key("20").reveal(),
                  "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"));

      assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
      rig.assertBillIsBook();
      List<Client> clients = rig.notes.stream().map(ClientNote::client).distinct().toList();
      assertThat(clients).extracting(Client::session).containsOnly(session);
      assertThat(clients).extracting(Client::agent).hasSize(2).containsOnlyOnce((String) null);
    }
  }

  private Ended node(GatewayRig rig, String script, String model, KeySecret key, String expect)
      throws IOException, InterruptedException {
    Path file = temp.resolve(script);
    try (InputStream in =
        Objects.requireNonNull(
            RealClientsTest.class.getResourceAsStream("/dev/trafficcontrol/clients/" + script))) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return run(
        List.of(Program.NODE_SDKS.path().toString(), file.toString()),
        Map.of(
            "NODE_PATH", Program.nodeModules(),
            "MODEL", model,
            "EXPECT", expect,
            "OPENAI_BASE_URL", rig.uri("/v1").toString(),
            "OPENAI_API_KEY", key.reveal(),
            "ANTHROPIC_BASE_URL", rig.uri("").toString(),
            "ANTHROPIC_API_KEY", key.reveal()));
  }

  /// Its own sandbox is off: what it does here is ours to say.
  private Ended codex(GatewayRig rig, KeySecret key, String task)
      throws IOException, InterruptedException {
    String provider =
        "model_providers.gateway={name=\"gateway\",base_url=\"%s\",env_key=\"KEY\",wire_api=\"responses\"}"
            .formatted(rig.uri("/v1"));
    return run(
        List.of(
            Program.CODEX.path().toString(),
            "exec",
            "--json",
            "--skip-git-repo-check",
            "--dangerously-bypass-approvals-and-sandbox",
            "-c",
            "web_search=\"disabled\"",
            "-c",
            "model_provider=gateway",
            "-c",
            provider,
            "-m",
            "gpt-5-mini",
            task),
        Map.of("KEY", key.reveal()));
  }

  /// With nothing of this process's environment but what programs need to be found.
  private Ended run(List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(Files.createDirectories(temp.resolve("work")).toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    String path = System.getenv().getOrDefault("PATH", "");
    String home = Files.createDirectories(temp.resolve("home")).toString();
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", path, "HOME", home, "CODEX_HOME", home));
    builder.environment().putAll(more);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("ends in time: %s", Files.readString(out) + Files.readString(err))
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
