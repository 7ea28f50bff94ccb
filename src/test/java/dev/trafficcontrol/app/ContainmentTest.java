package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.config.ConfigurationReader;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.KeyClaims;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainmentTest {

  @TempDir Path temp;

  @Test
  void agents_do_not_see_the_users_other_homes_with_their_tokens_and_sockets() throws IOException {
    Path real = temp.toRealPath();
    Map<String, String> environment =
        Map.of("HOME", real + "/user", "XDG_STATE_HOME", real + "/state");
    Home other = new Home(real.resolve("other"));
    other.make();
    assertThat(KeyClaims.of(environment).claim(other, "D1", "sk-another"))
        .isInstanceOf(KeyClaims.Answer.Granted.class);

    Home own = new Home(real.resolve("own"));
    Containment containment =
        new Containment(
            new Surroundings(own, environment, InstantSource.system()),
            ConfigurationReader.read("", environment));

    assertThat(containment.walls(List.of()).hidden())
        .contains(own.toString(), other.toString(), real + "/user", real + "/state/trafficcontrol");
  }
}
