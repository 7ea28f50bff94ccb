package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.app.config.OtherHomes;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.app.config.Secret;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.KeyClaims;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.gateway.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyClaimTest {

  private static final String KEY = "sk-ant-of-olive";
  private static final ProviderSettings PROVIDER =
      new ProviderSettings(
          "anthropic",
          Protocol.ANTHROPIC,
          URI.create("http://127.0.0.1:1"),
          OtherHomes.REFUSE,
          Optional.of(new Secret(KEY)),
          "$ANTHROPIC_API_KEY");
  private static final Sharing SHARED = new Sharing.WithNodes("b", InstantSource.system());

  @TempDir Path directory;

  @Test
  void two_nodes_of_one_database_that_start_at_once_both_start() throws Exception {
    try (HomeLock _ = claimedBy("a")) {
      // As it is between the first node's lock and its word for which database that is.
      Path claim = claimFile();
      String written = Files.readString(claim);
      Files.delete(claim);

      CompletableFuture<Optional<HomeLock>> taken = new CompletableFuture<>();
      Thread second =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  taken.complete(take("b", "D1", SHARED));
                } catch (RuntimeException refused) {
                  taken.completeExceptionally(refused);
                }
              });
      await().until(() -> taken.isDone() || second.getState() == Thread.State.TIMED_WAITING);
      Files.writeString(claim, written);

      assertThat(taken.get(30, TimeUnit.SECONDS)).as("it needs no claim of its own").isEmpty();
    }
  }

  @Test
  void a_node_of_another_database_is_refused_whose_key_it_is_and_so_is_a_home_of_its_own()
      throws IOException {
    try (HomeLock _ = claimedBy("a")) {
      assertThatThrownBy(() -> take("b", "D2", SHARED)).isInstanceOf(CommandFailed.class);
      assertThatThrownBy(() -> take("c", "D1", new Sharing.Alone()))
          .isInstanceOf(CommandFailed.class);
    }
  }

  private HomeLock claimedBy(String name) throws IOException {
    return ((KeyClaims.Answer.Granted) KeyClaims.of(environment()).claim(home(name), "D1", KEY))
        .lock();
  }

  private Path claimFile() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().contains("/keys/"))
          .filter(file -> !file.toString().endsWith(".lock"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Optional<HomeLock> take(String name, String database, Sharing sharing) {
    Surroundings surroundings = new Surroundings(home(name), environment(), InstantSource.system());
    return KeyClaim.take(surroundings, database, PROVIDER, sharing);
  }

  private Home home(String name) {
    try {
      Home home = new Home(directory.toRealPath().resolve(name));
      if (!home.isThere()) {
        home.make();
        Files.writeString(home.configuration(), "");
      }
      return home;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Map<String, String> environment() {
    return Map.of("HOME", directory.toString());
  }
}
