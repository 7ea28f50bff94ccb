package dev.trafficcontrol.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.home.KeyClaims.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One provider key, one home.
class KeyClaimsTest {

  private static final String KEY = "sk-ant-of-olive";
  private static final String ID = "D1";

  @TempDir Path directory;

  private KeyClaims claims() {
    return KeyClaims.of(Map.of("HOME", directory.toString()));
  }

  private Home home(String name) throws IOException {
    Home home = new Home(directory.toRealPath().resolve(name));
    home.make();
    Files.writeString(home.configuration(), "");
    return home;
  }

  /// Starts a daemon and ends it.
  private Answer turn(Home home, String key) throws IOException {
    Answer answer = claims().claim(home, ID, key);
    if (answer instanceof Answer.Granted(HomeLock lock)) {
      lock.close();
    }
    return answer;
  }

  @Test
  void a_key_is_the_first_homes_and_the_second_is_told_whose() throws IOException {
    Home first = home("first");
    assertThat(turn(first, KEY)).isInstanceOf(Answer.Granted.class);
    assertThat(turn(first, KEY)).as("at every start").isInstanceOf(Answer.Granted.class);
    assertThat(turn(home("second"), KEY)).isEqualTo(new Answer.Anothers(first));
    assertThat(turn(home("third"), KEY + "2")).isInstanceOf(Answer.Granted.class);
  }

  @Test
  void a_home_by_another_name_is_the_same_home() throws IOException {
    Home first = home("first");
    turn(first, KEY);
    Path link = Files.createSymbolicLink(directory.resolve("link"), first.directory());
    assertThat(turn(new Home(link), KEY)).isInstanceOf(Answer.Granted.class);
    assertThat(turn(first, KEY)).isInstanceOf(Answer.Granted.class);
  }

  @Test
  void a_home_that_is_gone_leaves_its_key_free() throws IOException {
    Home first = home("first");
    turn(first, KEY);
    Files.delete(first.configuration());
    assertThat(turn(home("second"), KEY)).isInstanceOf(Answer.Granted.class);
  }

  @Test
  void a_key_in_use_is_nobody_elses_though_its_home_was_moved_away_meanwhile() throws IOException {
    Home first = home("first");
    Home second = home("second");
    if (claims().claim(first, ID, KEY) instanceof Answer.Granted(HomeLock lock)) {
      Files.delete(first.configuration());
      assertThat(turn(second, KEY)).isEqualTo(new Answer.InUse(Optional.of(first)));
      lock.close();
    }
    assertThat(turn(second, KEY)).isInstanceOf(Answer.Granted.class);
  }

  @Test
  void the_key_itself_is_written_nowhere_and_the_database_is_named() throws IOException {
    turn(home("first"), KEY);
    try (Stream<Path> files = Files.walk(claims().state().directory())) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(all).hasSize(2);
      assertThat(all.getFirst()).content().contains("\n" + ID + "\n");
      for (Path file : all) {
        assertThat(file + Files.readString(file)).doesNotContain(KEY);
      }
    }
  }
}
