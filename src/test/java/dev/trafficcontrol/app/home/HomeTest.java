package dev.trafficcontrol.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One process writes to a home, and others reach it by its socket.
class HomeTest {

  private static final byte[] RANDOM = new byte[OwnerToken.RANDOM_BYTES];

  @TempDir Path directory;

  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(directory.resolve("h"));
    home.make();
    OwnerToken.make(home, RANDOM);
  }

  /// Answers with what it was asked, and tells two things before.
  private static Reply echo(
      Request request, Sender sender, java.util.function.Consumer<Facts> live) {
    live.accept(Facts.of("line", "one"));
    live.accept(Facts.of("line", "two"));
    return Reply.done(
        Facts.of(
            "verb",
            request.verb(),
            "arguments",
            request.arguments(),
            "token",
            sender.token(),
            "user",
            sender.user()));
  }

  @Test
  void the_home_given_wins_over_the_environments_and_that_over_the_usual_one() {
    Map<String, String> environment = Map.of(Home.VARIABLE, "/somewhere");

    assertThat(Home.choose(Optional.of("/given"), environment)).hasToString("/given");
    assertThat(Home.choose(Optional.empty(), environment)).hasToString("/somewhere");
    assertThat(Home.choose(Optional.empty(), Map.of("HOME", "/home/olive")))
        .hasToString("/home/olive/.trafficcontrol");
    assertThat(Home.choose(Optional.empty(), Map.of()).toString()).endsWith("/.trafficcontrol");
  }

  @Test
  void the_lock_is_one_processes_at_a_time_and_can_be_taken_again() {
    HomeLock lock = HomeLock.tryTake(home).orElseThrow();

    assertThat(HomeLock.tryTake(home)).isEmpty();
    lock.close();
    HomeLock.tryTake(home).orElseThrow().close();
  }

  @Test
  void a_request_passes_the_socket_with_the_owners_token_and_so_does_its_reply() {
    try (ControlServer _ = ControlServer.open(home, HomeTest::echo)) {
      List<String> live = new ArrayList<>();
      Reply reply =
          SocketControl.connect(home)
              .orElseThrow()
              .ask(
                  Request.to("task add").with("title", "tab\t\"quote\" ümlaut\nline").with("n", 3),
                  facts -> live.add(facts.text("line")));

      Facts facts = reply.orFail();
      assertThat(live).containsExactly("one", "two");
      assertThat(facts.text("verb")).isEqualTo("task add");
      assertThat(facts.object("arguments").values())
          .isEqualTo(Map.of("title", "tab\t\"quote\" ümlaut\nline", "n", 3L));
      assertThat(OwnerToken.read(home).orElseThrow().isSameAs(facts.text("token"))).isTrue();
      assertThat(facts.text("user")).isEqualTo(System.getProperty("user.name"));
    }
  }

  @Test
  void only_the_user_reaches_socket_and_token() throws IOException {
    try (ControlServer _ = ControlServer.open(home, HomeTest::echo)) {
      for (Path file : List.of(home.socket(), home.ownerToken())) {
        assertThat(Files.getPosixFilePermissions(file).toString())
            .doesNotContain("GROUP", "OTHERS");
      }
    }
    assertThat(home.socket()).doesNotExist();
  }

  @Test
  void the_socket_of_a_killed_daemon_is_nobody_and_is_replaced() throws IOException {
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(home.socket()));
    }
    assertThat(home.socket()).exists();

    assertThat(SocketControl.connect(home)).isEmpty();
    try (ControlServer _ = ControlServer.open(home, HomeTest::echo)) {
      assertThat(SocketControl.connect(home)).isPresent();
    }
  }

  @Test
  void another_token_is_not_the_owners() {
    OwnerToken token = OwnerToken.read(home).orElseThrow();

    assertThat(token.isSameAs(token.reveal() + "x")).isFalse();
    assertThat(token.isSameAs(null)).isFalse();
    assertThat(token).hasToString("***");
  }
}
