package dev.trafficcontrol.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.SampleMessages;
import dev.trafficcontrol.testing.WebReceiver;
import dev.trafficcontrol.testing.WebReceiver.Answer;
import dev.trafficcontrol.testing.WebReceiver.Post;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a receiver of signed webhooks can rely on, over real HTTP.
class SignedWebhookTest {

  private static final String SECRET = "never-printed";
  private static final byte[] ENDLESS = new byte[1 << 16];
  private static final Duration SOON = Duration.ofSeconds(1);

  private final WebReceiver receiver = new WebReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  private Outcome send() throws InterruptedException {
    return send(receiver.uri("/hook/token-in-path"));
  }

  private static Outcome send(URI to) throws InterruptedException {
    return new SignedWebhook(
            to, Optional.of(SECRET), InstantSource.fixed(SampleMessages.NOON), SOON)
        .deliver(SampleMessages.whole());
  }

  @Test
  void the_document_has_every_fact_with_amounts_as_decimal_texts() throws Exception {
    assertThat(send()).isEqualTo(new Outcome.Delivered());
    JsonNode json = new JsonMapper().readTree(receiver.posts().getFirst().body());
    assertThat(json.path("id").stringValue()).isEqualTo("id-1");
    assertThat(json.path("environment").stringValue()).isEqualTo("production");
    assertThat(json.path("severity").stringValue()).isEqualTo("critical");
    JsonNode alert = json.path("alerts").get(0);
    assertThat(alert.path("budget"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"scope":"global/rolling-hour","spent":"9.10","held":"0.40","limit":"10.00"}
                    """));
    assertThat(alert.path("burn_per_minute").stringValue()).isEqualTo("0.60");
    assertThat(alert.path("seconds_left").longValue()).isEqualTo(50);
    assertThat(json.path("spent_most_in_the_hour_before").get(0).path("cost").stringValue())
        .isEqualTo("4.00");
  }

  @Test
  void a_receiver_can_tell_it_from_anybodys_and_from_an_old_one() throws Exception {
    send();
    Post post = receiver.posts().getFirst();
    String timestamp = post.header(SignedWebhook.TIMESTAMP);
    assertThat(timestamp).isEqualTo(String.valueOf(SampleMessages.NOON.getEpochSecond()));
    assertThat(post.header(SignedWebhook.DELIVERY)).isEqualTo("id-1");
    assertThat(post.header(SignedWebhook.SIGNATURE))
        .isEqualTo("v1=" + SignedWebhook.sign(SECRET, timestamp + "." + post.body()));
    assertThat(SignedWebhook.sign("key", "The quick brown fox jumps over the lazy dog"))
        .as("a known answer")
        .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void what_may_go_better_another_time_is_tried_then(int status) throws Exception {
    receiver.answers(new Answer(status, "not\n now", Map.of("Retry-After", "17")));
    assertThat(send())
        .isEqualTo(
            new Outcome.Later(
                "127.0.0.1 answered " + status + ": not now", Optional.of(Duration.ofSeconds(17))));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 404, 410})
  void what_will_never_go_is_given_up_with_the_reason(int status) throws Exception {
    receiver.answers(
        new Answer(status, "no", Map.of("Location", receiver.uri("/elsewhere").toString())));
    assertThat(send())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo("127.0.0.1 answered " + status + ": no");
              assertThat(refused.fix()).isNotBlank();
            });
    assertThat(receiver.posts()).as("no redirect is followed").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hook/token-in-path", "/a/b/c/d?key=token-in-path"})
  void an_address_that_a_server_says_back_is_not_told(String path) throws Exception {
    URI address = receiver.uri(path);
    for (String echo :
        List.of(
            "no " + path + " here",
            "POST " + address + " failed",
            path.replace("/", "\\/"),
            "x".repeat(FirstWords.ENOUGH - path.length() + 4) + path)) {
      receiver.answers(new Answer(404, echo, Map.of()));
      assertThat(send(address).toString()).contains("***").doesNotContain("token-in");
    }
  }

  @Test
  void an_answer_without_an_end_is_hung_up_on() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Boolean> hungUp = CompletableFuture.supplyAsync(() -> isHungUpOn(endless));
      Outcome outcome =
          send(URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/hook/token-in-path"));
      assertThat(outcome).isInstanceOf(Outcome.Later.class);
      assertThat(hungUp.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean isHungUpOn(ServerSocket server) {
    try (Socket client = server.accept()) {
      OutputStream out = client.getOutputStream();
      out.write("HTTP/1.1 500 x\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
      for (long written = 0; written < 4L << 30; written += ENDLESS.length) {
        out.write(ENDLESS);
      }
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void one_that_hangs_or_is_not_there_is_tried_another_time_and_no_secret_is_told()
      throws Exception {
    receiver.answers(new Answer(0));
    Outcome hung = send();
    receiver.close();
    Outcome gone = send();
    assertThat(hung).isEqualTo(new Outcome.Later("127.0.0.1 did not answer within 1 s"));
    assertThat(gone).isEqualTo(new Outcome.Later("127.0.0.1 can't be connected to"));
    assertThat(hung.toString() + gone).doesNotContain(SECRET, "token-in-path");
  }
}
