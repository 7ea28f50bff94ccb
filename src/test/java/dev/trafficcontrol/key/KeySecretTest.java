package dev.trafficcontrol.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a key looks like.
class KeySecretTest {

  private static byte[] randomness(int seed) {
    byte[] bytes = new byte[KeySecret.RANDOM_BYTES];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_persons_key_names_its_environment_and_is_read_again_whatever_that_is_called() {
    for (int seed = 0; seed < 200; seed++) {
      // Also one that looks like an id.
      for (String environment : new String[] {"production", "a", "eu-west-1", "abcdef012345"}) {
        KeySecret secret = KeySecret.mintFor(environment, randomness(seed));
        assertThat(secret.reveal()).startsWith("tck_" + environment + "_" + secret.id() + "_");
        assertThat(KeySecret.parse(secret.reveal()).orElseThrow().id()).isEqualTo(secret.id());
      }
      KeySecret unnamed = KeySecret.mint(randomness(seed));
      assertThat(KeySecret.parse(unnamed.reveal()).orElseThrow().id()).isEqualTo(unnamed.id());
    }
  }

  @Test
  void the_name_is_part_of_the_secret() {
    String secret = KeySecret.mintFor("production", randomness(1)).reveal();
    KeySecret renamed = KeySecret.parse(secret.replace("production", "development")).orElseThrow();
    assertThat(renamed.hash()).isNotEqualTo(KeySecret.parse(secret).orElseThrow().hash());
  }

  @Test
  void what_can_not_be_a_key_is_none() {
    String secret = KeySecret.mintFor("production", randomness(1)).reveal();
    for (String bad :
        new String[] {
          "", "tck_", secret + "A", secret.substring(1), "tck_P_" + secret.substring(4)
        }) {
      assertThat(KeySecret.parse(bad)).as(bad).isEmpty();
    }
    assertThatThrownBy(() -> KeySecret.mintFor("Prod!", randomness(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
