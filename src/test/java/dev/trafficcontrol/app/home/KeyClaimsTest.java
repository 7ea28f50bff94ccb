package dev.trafficcontrol.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One provider key, one home.
class KeyClaimsTest {

  private static final URI PROVIDER = URI.create("https://api.anthropic.com");
  private static final String KEY = "sk-ant-of-olive";

  @TempDir Path directory;

  private KeyClaims claims() {
    return KeyClaims.of(Map.of("HOME", directory.toString()));
  }

  private Home home(String name) throws IOException {
    Home home = new Home(directory.resolve(name));
    home.make();
    Files.writeString(home.configuration(), "");
    return home;
  }

  @Test
  void a_key_is_the_first_homes_and_the_second_is_told_whose() throws IOException {
    Home first = home("first");
    assertThat(claims().claim(first, PROVIDER, KEY)).isEmpty();
    assertThat(claims().claim(first, PROVIDER, KEY)).as("at every start").isEmpty();
    assertThat(claims().claim(home("second"), PROVIDER, KEY)).contains(first);
  }

  @Test
  void another_key_and_another_provider_are_free() throws IOException {
    claims().claim(home("first"), PROVIDER, KEY);
    assertThat(claims().claim(home("second"), PROVIDER, KEY + "2")).isEmpty();
    assertThat(claims().claim(home("third"), URI.create("http://127.0.0.1:7500"), KEY)).isEmpty();
  }

  @Test
  void a_home_that_is_gone_leaves_its_key_free() throws IOException {
    Home first = home("first");
    claims().claim(first, PROVIDER, KEY);
    Files.delete(first.configuration());
    assertThat(claims().claim(home("second"), PROVIDER, KEY)).isEmpty();
  }

  @Test
  void the_key_itself_is_written_nowhere() throws IOException {
    claims().claim(home("first"), PROVIDER, KEY);
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSize(3);
      for (Path file : all) {
        assertThat(file + Files.readString(file)).doesNotContain(KEY);
      }
    }
  }
}
