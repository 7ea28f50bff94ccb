package dev.trafficcontrol.adapter.http;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// What a listener proves itself with: a certificate, those above it, and the private key to it.
public final class ServerIdentity {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final int PROBE_BYTES = 32;

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /// Reads both from PEM files. Throws [UnusableIdentity] where no client could take them: missing,
  /// unreadable, of different pairs, over, or not valid yet.
  ///
  /// @param chain the certificate itself first, then those above it
  /// @param key in PKCS #8, without a password
  public static ServerIdentity read(Path chain, Path key, Instant now) {
    List<X509Certificate> certificates = PemFile.read(chain, "the certificate").certificates();
    X509Certificate own = certificates.getFirst();
    PublicKey publicKey = own.getPublicKey();
    PrivateKey privateKey = PemFile.read(key, "the key").privateKey(publicKey.getAlgorithm());
    if (!arePair(publicKey, privateKey)) {
      throw new UnusableIdentity(
          "the key %s does not belong to the first certificate in %s".formatted(key, chain),
          "give the key that it was made for; the certificate itself comes first in its file, those above it after");
    }
    if (now.isAfter(own.getNotAfter().toInstant())) {
      throw new UnusableIdentity(
          "the certificate %s is over since %s".formatted(chain, own.getNotAfter().toInstant()),
          "renew it, then start again");
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      throw new UnusableIdentity(
          "the certificate %s is valid from %s on only"
              .formatted(chain, own.getNotBefore().toInstant()),
          "set this machine's clock, or get another certificate");
    }
    return new ServerIdentity(certificates, privateKey);
  }

  /// From when on no client takes it any more.
  public Instant expiresAt() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  Tls tls() {
    try {
      char[] inMemoryOnly = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, inMemoryOnly);
      store.setKeyEntry("gateway", key, inMemoryOnly, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, inMemoryOnly);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return Tls.builder().sslContext(context).enabledProtocols(PROTOCOLS).build();
    } catch (GeneralSecurityException | IOException everyJdkCan) {
      throw new IllegalStateException(everyJdkCan);
    }
  }

  /// What the one signs the other must know: that holds for every kind of key.
  private static boolean arePair(PublicKey publicKey, PrivateKey privateKey) {
    byte[] probe = new byte[PROBE_BYTES];
    new SecureRandom().nextBytes(probe);
    try {
      Signature signature = Signature.getInstance(signature(publicKey.getAlgorithm()));
      signature.initSign(privateKey);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException different) {
      return false;
    }
  }

  private static String signature(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case "EdDSA", "Ed25519" -> "EdDSA";
      default ->
          throw new UnusableIdentity(
              "a certificate for %s keys is not known to all clients".formatted(algorithm),
              "get one for an RSA, EC or Ed25519 key");
    };
  }
}
