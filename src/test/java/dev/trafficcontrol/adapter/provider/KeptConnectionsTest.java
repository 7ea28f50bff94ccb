package dev.trafficcontrol.adapter.provider;

import static dev.trafficcontrol.adapter.provider.Exchanges.LONG;
import static dev.trafficcontrol.adapter.provider.Exchanges.OK;
import static dev.trafficcontrol.adapter.provider.Exchanges.exchange;
import static dev.trafficcontrol.adapter.provider.Exchanges.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.gateway.UpstreamAnswer;
import dev.trafficcontrol.gateway.UpstreamLost;
import dev.trafficcontrol.gateway.UpstreamUnreachable;
import dev.trafficcontrol.gateway.Watchman;
import dev.trafficcontrol.testing.Attacks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection serves one exchange after the other, and none of them can tell.
final class KeptConnectionsTest {

  private static final Exchanges.Read ANSWER = new Exchanges.Read(200, "ok");

  @Test
  void an_exchange_that_ended_leaves_its_connection_to_the_next() throws IOException {
    try (Peer peer = Peer.answering(OK)) {
      HttpProvider provider = Exchanges.with(peer);
      for (int i = 0; i < 3; i++) {
        assertThat(read(provider)).isEqualTo(ANSWER);
      }
      assertThat(peer.connections).hasValue(1);
      assertThat(peer.asked).hasSize(3);
    }
  }

  @Test
  void a_late_cut_of_an_exchange_that_ended_leaves_the_next_one_alone() throws IOException {
    CountDownLatch cut = new CountDownLatch(1);
    Peer.Manners slowSecond =
        line -> {
          line.listen();
          line.say(OK);
          line.listen();
          line.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
          cut.await();
          line.say("ok");
        };
    try (Peer peer = new Peer(slowSecond)) {
      HttpProvider provider = Exchanges.with(peer);
      HttpExchange ended = exchange(provider, "A");
      assertThat(read(ended.send(LONG))).isEqualTo(ANSWER);
      ended.close();
      try (HttpExchange next = exchange(provider, "B")) {
        UpstreamAnswer answer = next.send(LONG);
        ended.cut();
        ended.close();
        cut.countDown();
        assertThat(read(answer)).isEqualTo(ANSWER);
      }
      assertThat(peer.connections).as("it was the same connection").hasValue(1);
    }
  }

  @Test
  void a_watch_whose_exchange_ended_cuts_nothing_however_late_it_becomes() {
    AtomicInteger cuts = new AtomicInteger();
    Watch watch = new Watch(new Watchman(System::nanoTime), LONG, cuts::incrementAndGet);
    long muchLater = System.nanoTime() + Duration.ofDays(1).toNanos();
    watch.close();
    watch.look(muchLater);
    assertThat(cuts).hasValue(0);

    Watch going = new Watch(new Watchman(System::nanoTime), LONG, cuts::incrementAndGet);
    going.look(muchLater);
    going.look(muchLater);
    assertThat(cuts).as("and else once").hasValue(1);
  }

  /// Each answer says which request it answers.
  @Test
  void whoever_is_not_cut_is_not_disturbed_by_cuts_of_others_and_reads_its_own_answer()
      throws Exception {
    Peer.Manners echo =
        line -> {
          while (true) {
            String asked = line.listen();
            String said = asked.substring(asked.indexOf("\r\n\r\n") + 4);
            line.say("HTTP/1.1 200 OK\r\nContent-Length: " + said.length() + "\r\n\r\n" + said);
          }
        };
    try (Peer peer = new Peer(echo);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpProvider provider = Exchanges.with(peer);
      List<Future<?>> all = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        String name = "client " + client + ", call ";
        Random random = new Random(client);
        all.add(
            clients.submit(() -> {
              for (int call = 0; call < Attacks.times(300, 20_000); call++) {
                if (random.nextInt(3) == 0) {
                  cutAtAnyMoment(exchange(provider, name + call), name + call, clients);
                } else {
                  try (HttpExchange spared = exchange(provider, name + call)) {
                    assertThat(read(spared.send(LONG)).body()).isEqualTo(name + call);
                  }
                }
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(peer.connections.get()).as("most were kept").isLessThan(peer.asked.size() * 2 / 3);
    }
  }

  /// The cut may come before it is sent, meanwhile, or when its connection serves another.
  private static void cutAtAnyMoment(HttpExchange exchange, String asked, ExecutorService cutters) {
    cutters.execute(exchange::cut);
    try (exchange) {
      assertThat(read(exchange.send(LONG)).body()).isEqualTo(asked);
    } catch (UpstreamLost | UpstreamUnreachable cut) {
      assertThat(cut).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: Keep-Alive, CLOSE\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
      })
  void an_answer_with_more_behind_it_or_without_a_promise_to_stay_is_the_last_of_its_connection(
      String first) throws IOException {
    assertSecondComesOnAnotherConnection(first, ANSWER);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void an_answer_that_has_no_body_is_the_last_of_its_connection_also_where_its_body_comes_late(
      int status) throws IOException {
    assertSecondComesOnAnotherConnection(
        "HTTP/1.1 " + status + " X\r\nContent-Length: 5\r\n\r\n", new Exchanges.Read(status, ""));
  }

  private static void assertSecondComesOnAnotherConnection(String first, Exchanges.Read expected)
      throws IOException {
    Peer.Manners manners =
        line -> {
          line.listen();
          line.say(line.number == 0 ? first : OK);
          line.awaitLeft();
        };
    try (Peer peer = new Peer(manners)) {
      HttpProvider provider = Exchanges.with(peer);
      assertThat(read(provider)).isEqualTo(expected);
      assertThat(read(provider)).isEqualTo(ANSWER);
      assertThat(peer.connections).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"})
  void a_connection_that_was_closed_or_spoken_on_while_nobody_asked_serves_nobody(String unasked)
      throws IOException {
    CountDownLatch kept = new CountDownLatch(1);
    Peer.Manners manners =
        line -> {
          line.listen();
          line.say(OK);
          kept.await();
          if (line.number == 0 && !unasked.isEmpty()) {
            line.say(unasked);
            line.awaitLeft();
          }
        };
    try (Peer peer = new Peer(manners)) {
      HttpProvider provider = Exchanges.with(peer);
      assertThat(read(provider)).isEqualTo(ANSWER);
      kept.countDown();
      await().until(() -> Exchanges.areGivenUp(provider.wires()));
      assertThat(read(provider)).isEqualTo(ANSWER);
      assertThat(peer.connections).hasValue(2);
    }
  }

  @Test
  void an_exchange_that_was_left_in_its_midst_takes_its_connection_with_it() throws IOException {
    CountDownLatch left = new CountDownLatch(1);
    Peer.Manners manners =
        line -> {
          line.listen();
          line.say(OK.substring(0, OK.length() - 1));
          line.awaitLeft();
          left.countDown();
        };
    try (Peer peer = new Peer(manners)) {
      try (HttpExchange exchange = exchange(Exchanges.with(peer), "?")) {
        assertThat(exchange.send(LONG).status()).isEqualTo(200);
      }
      await().until(() -> left.getCount() == 0);
    }
  }

  @Test
  void an_exchange_is_sent_once_whatever_became_of_it() throws IOException {
    try (Peer peer = Peer.answering(OK)) {
      try (HttpExchange exchange = exchange(Exchanges.with(peer), "?")) {
        assertThat(read(exchange.send(LONG))).isEqualTo(ANSWER);
        assertThatThrownBy(() -> exchange.send(LONG)).isInstanceOf(IllegalStateException.class);
      }
      assertThat(peer.asked).hasSize(1);
    }
  }

  @Test
  void whoever_is_interrupted_loses_the_exchange_and_leaves_no_connection() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    Peer.Manners silent =
        line -> {
          line.listen();
          line.awaitLeft();
          left.countDown();
        };
    try (Peer peer = new Peer(silent);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpProvider provider = Exchanges.with(peer);
      Future<?> waiting = clients.submit(() -> read(provider));
      await().until(() -> !peer.asked.isEmpty());
      clients.shutdownNow();
      await().until(() -> left.getCount() == 0 && waiting.isDone());
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(UpstreamLost.class);
      assertThat(provider.wires().take()).isNull();
    }
  }
}
