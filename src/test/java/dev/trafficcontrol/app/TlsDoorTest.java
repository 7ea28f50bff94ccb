package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.testing.Certificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second door, by TLS, for clients on other machines.
class TlsDoorTest {

  private static final String PROVIDER_KEY = "sk-ant-nobody";
  private static final int MORE_THAN_A_DOOR_TAKES = 1_100;

  @TempDir Path directory;
  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell = new Shell(directory.resolve("home")).with("ANTHROPIC_API_KEY", PROVIDER_KEY);
    assertThat(shell.run("init").exit()).isZero();
  }

  private Shell withTls(Path chain, Path key) {
    return shell
        .with("TRAFFICCONTROL_GATEWAY_TLS_LISTEN", "127.0.0.1:0")
        .with("TRAFFICCONTROL_GATEWAY_TLS_CERTIFICATE", chain.toString())
        .with("TRAFFICCONTROL_GATEWAY_TLS_KEY", key.toString());
  }

  private static HttpResponse<String> call(HttpClient client, URI gateway, String key)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":50,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void calls_pass_by_it_as_by_the_other_and_only_with_a_key_and_encrypted() throws Exception {
    Certificates made = Certificates.make(directory, "EC");
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withKey(PROVIDER_KEY));
        HttpClient trusting = HttpClient.newBuilder().sslContext(made.trusting()).build();
        HttpClient plain = HttpClient.newHttpClient();
        DaemonProcess daemon =
            DaemonProcess.start(
                withTls(made.chain(), made.key())
                    .with(
                        "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL",
                        provider.uri().toString()))) {
      String key = shell.facts("key", "create", "--name=ci", "--limit=1.00").text("key");
      Facts status = shell.facts("status").object("daemon");
      URI tls = URI.create("https://" + status.text("gateway_tls"));

      HttpResponse<String> answer = call(trusting, tls, key);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("message_stop");
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(call(plain, daemon.gateway(), key).statusCode()).isEqualTo(200);
      assertThat(call(trusting, tls, "tck_nobody").statusCode()).isEqualTo(401);
      assertThatThrownBy(() -> call(plain, URI.create("http://" + tls.getAuthority()), key))
          .as("nothing is said in the clear")
          .isInstanceOf(IOException.class);
      assertThat(Money.ofUsd(shell.facts("cost").text("total")))
          .isEqualTo(Money.ofUsd(provider.bill().total().toPlainString()));
      assertThat(shell.run("status").out()).contains(" and https://127.0.0.1:");
    }
  }

  @Test
  void those_who_never_begin_their_handshake_keep_nobody_out() throws Exception {
    Certificates made = Certificates.make(directory, "EC");
    List<Socket> crowd = new ArrayList<>();
    try (SimulatedProvider provider =
            SimulatedProvider.start(SimulatorOptions.defaults().withKey(PROVIDER_KEY));
        HttpClient trusting = HttpClient.newBuilder().sslContext(made.trusting()).build();
        DaemonProcess _ =
            DaemonProcess.start(
                withTls(made.chain(), made.key())
                    .with(
                        "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL",
                        provider.uri().toString()))) {
      String key = shell.facts("key", "create", "--name=ci", "--limit=1.00").text("key");
      URI tls = URI.create("https://" + shell.facts("status").object("daemon").text("gateway_tls"));
      for (int i = 0; i < MORE_THAN_A_DOOR_TAKES; i++) {
        crowd.add(new Socket(tls.getHost(), tls.getPort()));
      }

      assertThat(call(trusting, tls, key).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  @Test
  void nothing_starts_with_files_that_no_client_would_take_and_doctor_says_the_same() {
    Certificates made = Certificates.make(directory, "EC");
    Certificates other = Certificates.make(directory, "EC");
    withTls(made.chain(), other.key());

    Shell.Result refused = shell.run("gateway");

    assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err())
        .contains("The gateway was not started")
        .contains("It can't listen by TLS on 127.0.0.1:0: the key " + other.key())
        .contains("Fix:   Give the key that it was made for");
    assertThat(tlsCheck().truth("passed")).as(tlsCheck().toString()).isFalse();
    assertThat(shell.runJson("doctor").truth("sound")).isFalse();
    assertThat(shell.facts("status").object("daemon").truth("running")).isFalse();
  }

  @Test
  void doctor_warns_30_days_before_a_certificate_ends() {
    Certificates long_ = Certificates.make(directory, "EC", "-validity", "365");
    withTls(long_.chain(), long_.key());
    assertThat(tlsCheck().toString()).contains("its certificate until").doesNotContain("days are");
    Certificates brief = Certificates.make(directory, "EC", "-validity", "20");
    withTls(brief.chain(), brief.key());
    assertThat(tlsCheck().toString()).contains("days are left", "renew it");
    assertThat(shell.runJson("doctor").truth("sound")).isTrue();
  }

  private Facts tlsCheck() {
    return shell.runJson("doctor").objects("checks").stream()
        .filter(check -> check.toString().contains("TLS"))
        .findFirst()
        .orElseThrow();
  }
}
