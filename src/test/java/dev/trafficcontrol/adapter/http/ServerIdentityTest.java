package dev.trafficcontrol.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a listener can't prove itself with is told before anybody is let in.
class ServerIdentityTest {

  @TempDir Path folder;

  private UnusableIdentity refused(Path chain, Path key, Instant now) {
    UnusableIdentity refused =
        catchThrowableOfType(UnusableIdentity.class, () -> ServerIdentity.read(chain, key, now));
    assertThat(refused).isNotNull();
    assertThat(refused.fix()).isNotBlank();
    return refused;
  }

  private static Instant now(Certificates made) {
    return ((X509Certificate) made.certificate())
        .getNotAfter()
        .toInstant()
        .minus(Duration.ofDays(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void each_kind_of_key_that_clients_know_is_read(String algorithm) {
    Certificates made = Certificates.make(folder, algorithm);
    ServerIdentity identity = ServerIdentity.read(made.chain(), made.key(), now(made));
    assertThat(identity.expiresAt()).isEqualTo(now(made).plus(Duration.ofDays(1)));
    assertThat(identity.tls().prototype().enabledProtocols())
        .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
  }

  @Test
  void one_that_is_over_or_not_valid_yet_is_told_with_its_time() {
    Certificates made = Certificates.make(folder, "EC");
    Instant end = now(made).plus(Duration.ofDays(1));
    assertThat(refused(made.chain(), made.key(), end.plusSeconds(1)).why())
        .contains("is over since " + end);
    assertThat(refused(made.chain(), made.key(), Instant.EPOCH).why())
        .contains("is valid from", "on only");
  }

  @Test
  void the_key_of_another_is_told_whether_or_not_it_is_of_the_same_kind() {
    Certificates made = Certificates.make(folder, "EC");
    for (String other : new String[] {"EC", "RSA"}) {
      Certificates another = Certificates.make(folder, other);
      assertThat(refused(made.chain(), another.key(), now(made)).why())
          .contains(another.key().toString())
          .containsAnyOf("does not belong to the first certificate", "is not one for");
    }
  }

  @Test
  void files_that_are_missing_or_something_else_are_told_by_their_paths() throws IOException {
    Certificates made = Certificates.make(folder, "EC");
    Path none = folder.resolve("none.pem");
    assertThat(refused(none, made.key(), now(made)).why())
        .isEqualTo("the certificate " + none + " is not there, or not a file");
    assertThat(refused(made.chain(), folder, now(made)).why()).contains("the key " + folder);
    assertThat(refused(made.key(), made.key(), now(made)).why())
        .contains(made.key().toString())
        .contains("certificate");
    assertThat(refused(made.chain(), made.chain(), now(made)).why())
        .contains("there is no private key in " + made.chain());
    Path old = folder.resolve("old.pem");
    Files.writeString(old, Certificates.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}));
    UnusableIdentity pkcs1 = refused(made.chain(), old, now(made));
    assertThat(pkcs1.why()).contains("is written as RSA PRIVATE KEY");
    assertThat(pkcs1.fix()).contains("openssl pkcs8 -topk8");
    Files.writeString(old, Certificates.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    assertThat(refused(made.chain(), old, now(made)).why()).contains("is not one for");
    Files.write(old, new byte[(1 << 20) + 1]);
    assertThat(refused(old, made.key(), now(made)).why()).contains("longer than");
  }
}
