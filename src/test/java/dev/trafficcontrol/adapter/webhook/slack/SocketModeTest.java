package dev.trafficcontrol.adapter.webhook.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.testing.slack.SlackStandIn;
import dev.trafficcontrol.testing.slack.SlackStandIn.Press;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A connection that is dead is noticed, and what could not be kept is not acknowledged.
@Timeout(60)
class SocketModeTest {

  private static final Press PRESS = new Press("tc-pause-0", "offer", "C1", "1.1");

  private final SlackStandIn slack = new SlackStandIn();
  private final List<Click> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private Thread thread = new Thread();

  private void start(SocketMode.Timing timing) {
    SocketMode mode =
        new SocketMode(
            new SlackApi(URI.create(slack.url()), Duration.ofSeconds(5)),
            SlackStandIn.APP_TOKEN,
            click -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the disk is full");
              }
              received.add(click);
              return () -> {};
            },
            timing,
            new Random(1));
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                mode.keep();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> slack.connections() == 1);
  }

  @AfterEach
  void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    slack.close();
  }

  @Test
  void where_nothing_is_heard_any_more_a_new_connection_is_made() {
    start(
        new SocketMode.Timing(
            Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofMillis(500)));
    slack.goDeaf();
    String envelope = slack.press(PRESS, "U1", "anna");
    await().until(() -> slack.connections() == 1 && slack.isNewestListening());
    await().until(() -> slack.acknowledged().contains(envelope));
    assertThat(received).isNotEmpty();
  }

  @Test
  void what_could_not_be_kept_is_not_acknowledged_and_taken_when_it_comes_again() {
    start(SocketMode.Timing.USUAL);
    failures.set(1);
    String envelope = slack.press(PRESS, "U1", "anna");
    await().until(() -> failures.get() == 0);
    assertThat(slack.acknowledged()).isEmpty();
    slack.again(envelope);
    await().until(() -> slack.acknowledged().contains(envelope));
    assertThat(received)
        .singleElement()
        .satisfies(click -> {
          assertThat(click.offer()).isEqualTo("offer");
          assertThat(click.kind()).isEqualTo("pause");
          assertThat(click.by().actor()).isEqualTo("slack:U1 (anna)");
        });
  }

  @Test
  void a_socket_that_is_not_encrypted_is_for_this_machine_only() {
    SlackApi real = new SlackApi(SlackApi.USUAL, Duration.ofSeconds(1));
    assertThat(real.mayConnectTo(URI.create("wss://wss-primary.slack.com/link"))).isTrue();
    assertThat(real.mayConnectTo(URI.create("ws://wss-primary.slack.com/link"))).isFalse();
    SlackApi here = new SlackApi(URI.create("http://127.0.0.1:1/api/"), Duration.ofSeconds(1));
    assertThat(here.mayConnectTo(URI.create("ws://127.0.0.1:2/link"))).isTrue();
    assertThat(here.mayConnectTo(URI.create("ws://example.org/link"))).isFalse();
  }

  @Test
  void a_press_of_nobody_or_of_anothers_button_is_none() {
    start(SocketMode.Timing.USUAL);
    String nobody = slack.press(PRESS, "<!channel>", "x");
    String other = slack.press(PRESS.withAction("approve"), "U1", "anna");
    await().until(() -> slack.acknowledged().containsAll(List.of(nobody, other)));
    assertThat(received).isEmpty();
  }
}
