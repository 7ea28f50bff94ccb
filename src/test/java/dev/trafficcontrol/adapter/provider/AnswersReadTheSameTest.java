package dev.trafficcontrol.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.gateway.UpstreamLost;
import dev.trafficcontrol.testing.Attacks;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Seeded answers: however one is framed and however it comes, it is read the same; however it is
/// mangled, its exchange ends, and only a sound one leaves its connection.
final class AnswersReadTheSameTest {

  private enum Framing {
    COUNTED,
    CHUNKED,
    TO_THE_END
  }

  /// What a peer sends as its answer, and what it does then.
  private record Sent(String text, Framing framing, Random pieces) {

    void to(Peer.Line line) throws IOException {
      for (int at = 0; at < text.length(); ) {
        int most = pieces.nextInt(3) == 0 ? 3 : 20_000;
        int length = Math.min(text.length() - at, 1 + pieces.nextInt(most));
        line.say(text.substring(at, at + length));
        at += length;
      }
    }
  }

  private final BlockingQueue<Sent> answers = new LinkedBlockingQueue<>();
  private Peer peer;
  private HttpProvider provider;

  @BeforeEach
  void listen() throws IOException {
    peer =
        new Peer(line -> {
          Framing framing = Framing.COUNTED;
          while (framing != Framing.TO_THE_END) {
            line.listen();
            Sent sent = answers.take();
            sent.to(line);
            framing = sent.framing();
          }
          line.fallSilent();
          line.awaitLeft();
        });
    provider = Exchanges.with(peer);
  }

  @AfterEach
  void close() {
    peer.close();
  }

  private Exchanges.Read read(String text, Framing framing, Random random) {
    answers.add(new Sent(text, framing, random));
    return Exchanges.read(provider);
  }

  @Test
  void a_sound_answer_reads_the_same_however_it_is_framed_and_comes() {
    Attacks.seeds(300, 100_000)
        .forEach(seed -> {
          Random random = new Random(seed);
          Framing framing = Framing.values()[random.nextInt(Framing.values().length)];
          String body = body(random);
          int connections = peer.connections.get();

          assertThat(read(framed(body, framing, random), framing, random))
              .as("seed %d, %s", seed, framing)
              .isEqualTo(new Exchanges.Read(200, body));

          if (framing != Framing.TO_THE_END) {
            assertThat(read(Exchanges.OK, Framing.COUNTED, random).body()).isEqualTo("ok");
            assertThat(peer.connections.get())
                .as("seed %d: it left its connection to the next", seed)
                .isLessThanOrEqualTo(connections + 1);
          }
        });
  }

  /// The peer says no more after a mangled answer, so that whoever waits for more reads an end.
  @Test
  void a_mangled_answer_ends_as_an_answer_or_as_lost_and_leaves_nothing_to_the_next() {
    int[] ends = new int[2];
    Attacks.seeds(500, 100_000)
        .forEach(seed -> {
          Random random = new Random(seed);
          Framing framing = random.nextBoolean() ? Framing.COUNTED : Framing.CHUNKED;
          String sound = framed(body(random), framing, random);
          try {
            Exchanges.Read read = read(mangled(sound, random), Framing.TO_THE_END, random);
            assertThat(read.body().length())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(sound.length());
            ends[0]++;
            // Where it was sound after all, its connection was kept: until the peer's end is seen.
            await()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> Exchanges.areGivenUp(provider.wires()));
          } catch (UpstreamLost lost) {
            ends[1]++;
          }
          assertThat(read(Exchanges.OK, Framing.COUNTED, random))
              .as("seed %d: what comes next", seed)
              .isEqualTo(new Exchanges.Read(200, "ok"));
        });
    assertThat(ends[1]).as("lost, of %d", ends[0] + ends[1]).isPositive();
  }

  private static String body(Random random) {
    int length = random.nextInt(random.nextBoolean() ? 40 : 40_000);
    StringBuilder body = new StringBuilder(length);
    for (int at = 0; at < length; at++) {
      // What framing is made of is not rare in it.
      body.append(
          random.nextInt(4) == 0
              ? "\r\n0:;".charAt(random.nextInt(5))
              : (char) random.nextInt(256));
    }
    return body.toString();
  }

  private static String framed(String body, Framing framing, Random random) {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(random.nextInt(3));
    String more =
        "X-Filler: " + "y".repeat(random.nextInt(random.nextBoolean() ? 20 : 20_000)) + "\r\n";
    String head = interim + "HTTP/1.1 200" + (random.nextBoolean() ? " OK" : "") + "\r\n" + more;
    return switch (framing) {
      case COUNTED -> head + "content-length:" + body.length() + "\r\n\r\n" + body;
      case CHUNKED -> head + "TRANSFER-ENCODING: \tChunked \r\n\r\n" + chunks(body, random);
      case TO_THE_END -> head + "\r\n" + body;
    };
  }

  private static String chunks(String body, Random random) {
    StringBuilder chunks = new StringBuilder();
    for (int at = 0; at < body.length(); ) {
      int length =
          Math.min(body.length() - at, 1 + random.nextInt(random.nextBoolean() ? 9 : 9_000));
      String size = Integer.toHexString(length);
      chunks
          .append("0".repeat(random.nextInt(3)))
          .append(random.nextBoolean() ? size : size.toUpperCase(Locale.ROOT))
          .append(random.nextInt(4) == 0 ? " ;name=\"value\"" : "")
          .append("\r\n")
          .append(body, at, at + length)
          .append("\r\n");
      at += length;
    }
    return chunks + "0\r\n" + (random.nextBoolean() ? "X-Trailer: z\r\n" : "") + "\r\n";
  }

  /// A byte changed, taken out or put in, a piece doubled, an end cut off, or something behind it.
  private static String mangled(String sound, Random random) {
    int reach = random.nextBoolean() ? Math.min(sound.length(), 200) : sound.length();
    int at = random.nextInt(reach);
    String any = String.valueOf("\r\n 0:;9+xf".charAt(random.nextInt(10)));
    return switch (random.nextInt(6)) {
      case 0 -> sound.substring(0, at) + any + sound.substring(at + 1);
      case 1 -> sound.substring(0, at) + sound.substring(at + 1);
      case 2 -> sound.substring(0, at) + any + sound.substring(at);
      case 3 -> sound.substring(0, at) + sound.substring(random.nextInt(at + 1));
      case 4 -> sound.substring(0, at);
      default -> sound + Exchanges.OK.replace("ok", "no");
    };
  }
}
