package dev.trafficcontrol.adapter.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.gateway.UpstreamLost;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What could be read in two ways, or is not whole, is no answer: the exchange breaks, and its
/// connection with it. Breaks are seen in what was read, not in what never comes: these peers go on
/// listening.
final class BrokenAnswersBreakTest {

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static void assertBreaks(String answer) throws IOException {
    Peer.Manners manners =
        line -> {
          line.listen();
          line.say(answer);
          line.awaitLeft();
        };
    try (Peer peer = new Peer(manners)) {
      HttpProvider provider = Exchanges.with(peer);
      assertThatThrownBy(() -> Exchanges.read(provider))
          .isInstanceOfSatisfying(
              UpstreamLost.class, lost -> assertThat(lost).hasMessage("the connection broke"));
      assertThat(provider.wires().take()).isNull();
      assertThat(peer.asked).as("not sent again").hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\nContent-Length: 2",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding:",
        "Content-Length:",
        "Content-Length: +2",
        "Content-Length: -2",
        "Content-Length: 0x2",
        "Content-Length: 2 2",
        "Content-Length: 2, 2",
        "Content-Length: 2.0",
        "Content-Length: \u00b2",
        "Content-Length: 18446744073709551618",
      })
  void a_length_that_is_said_twice_or_is_no_number_or_is_coded_as_nobody_asked(String fields)
      throws IOException {
    assertBreaks("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\nok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length : 2",
        "X: folded\r\n Content-Length: 2",
        "X: folded\r\n\tContent-Length: 2",
        ": nameless",
        "no field",
        "X(y): 2",
        "X: lone\rContent-Length: 2",
        "X: \r",
        "X: nothing\0ness",
        "X: delete\u007f",
        "X: escape\u001b[2J",
      })
  void a_header_field_that_is_none_or_has_a_control_character(String field) throws IOException {
    assertBreaks("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + field + "\r\n\r\nok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+2\r\nok",
        "-2\r\nok",
        "0x2\r\nok",
        " 2\r\nok",
        "2 2\r\nok",
        "2\r\r\nok",
        "2_\r\nok",
        "\r\nok",
        ";ext\r\nok",
        "g\r\nok",
        "ffffffffffffffff\r\nok",
        "10000000000000002\r\nok",
        "2\r\nok0\r\n",
        "2\r\nokay\r\n0\r\n",
        "0\r\nno trailer\r\n",
        "0\r\n folded: trailer\r\n",
      })
  void a_chunk_whose_size_is_none_or_not_kept_to(String chunk) throws IOException {
    assertBreaks(CHUNKED + chunk + "\r\n0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\nHTTP/1.1 200 OK",
        "HTTP/1.1 20",
        "HTTP/1.1 20x OK",
        "HTTP/1.1 200OK",
        "HTTP/1.1  200",
        "HTTP/1.1 099 X",
        "HTTP/2 200 OK",
        "http/1.1 200 OK",
        "ICY 200 OK",
        "HTTP/1.1 101 Switching Protocols",
        "HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nhello",
      })
  void what_does_not_begin_as_an_answer_or_switches_protocols(String begin) throws IOException {
    assertBreaks(begin + "\r\nContent-Length: 2\r\n\r\nok");
  }

  @Test
  void one_interim_answer_after_the_other() throws IOException {
    assertBreaks("HTTP/1.1 102 Processing\r\n\r\n".repeat(17) + Exchanges.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // a line without an end
        "x: y\r\n", // fields without an end
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nx: y\r\n", // trailers
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;", // an extension
      })
  void a_head_of_a_gigabyte_is_not_read_to_its_end(String begin) throws IOException {
    AtomicLong pieces = new AtomicLong();
    String piece = begin.endsWith("x: y\r\n") ? "x: y\r\n".repeat(1000) : "x".repeat(6000);
    Peer.Manners endless =
        line -> {
          line.listen();
          line.say(begin.equals("x: y\r\n") ? "HTTP/1.1 200 OK\r\n" : begin);
          while (pieces.incrementAndGet() < 170_000) {
            line.say(piece);
          }
          line.awaitLeft();
        };
    try (Peer peer = new Peer(endless)) {
      HttpProvider provider = Exchanges.with(peer);
      assertThatThrownBy(() -> Exchanges.read(provider)).isInstanceOf(UpstreamLost.class);
      assertThat(provider.wires().take()).isNull();
      assertThat(pieces.get()).isLessThan(100_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\n01234\r\n5\r\n56789\r\n0\r\nX: y\r\n\r\n",
      })
  void an_answer_cut_off_at_any_byte_breaks_and_one_that_comes_byte_by_byte_does_not(String whole)
      throws IOException {
    Peer.Manners cutOff =
        line -> {
          line.listen();
          for (int at = 0; at < Math.min(line.number, whole.length()); at++) {
            line.say(whole.substring(at, at + 1));
          }
          line.fallSilent();
          line.awaitLeft();
        };
    try (Peer peer = new Peer(cutOff)) {
      HttpProvider provider = Exchanges.with(peer);
      for (int sent = 0; sent < whole.length(); sent++) {
        assertThatThrownBy(() -> Exchanges.read(provider))
            .as("after %d bytes", sent)
            .isInstanceOf(UpstreamLost.class);
      }
      assertThat(Exchanges.read(provider)).isEqualTo(new Exchanges.Read(200, "0123456789"));
    }
  }
}
