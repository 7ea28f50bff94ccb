package dev.trafficcontrol.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretCheckTest {

  private final List<String> compared = new ArrayList<>();
  private final SecretCheck check =
      new SecretCheck((one, other) -> {
        compared.add(one.length + " bytes with " + other.length);
        return MessageDigest.isEqual(one, other);
      });

  private static KeySecret secret(int seed) {
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    randomness[KeySecret.RANDOM_BYTES - 1] = (byte) seed;
    return KeySecret.mint(randomness);
  }

  private static Key key(KeySecret secret) {
    return new Key(secret.id(), "test", secret.hash(), null, null);
  }

  @Test
  void a_key_is_opened_by_its_secret_alone() {
    assertThat(check.opened(Optional.of(key(secret(1))), secret(1))).contains(key(secret(1)));
    assertThat(check.opened(Optional.of(key(secret(1))), secret(2))).isEmpty();
  }

  @Test
  void an_unknown_id_is_compared_like_a_known_one_and_opens_nothing() {
    check.opened(Optional.of(key(secret(1))), secret(2));
    assertThat(check.opened(Optional.empty(), secret(2))).isEmpty();
    assertThat(compared).containsExactly("32 bytes with 32", "32 bytes with 32");
  }

  @Test
  void where_the_comparison_would_say_yes_to_anything_an_unknown_id_still_opens_nothing() {
    assertThat(new SecretCheck((_, _) -> true).opened(Optional.empty(), secret(1))).isEmpty();
  }
}
