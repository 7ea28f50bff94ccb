package dev.trafficcontrol.adapter.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file in PEM (RFC 7468), as the tools that issue certificates write it.
record PemFile(Path path, String text) {

  /// Ten times the longest chain with the longest keys.
  private static final long MOST_BYTES = 1 << 20;

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final Pattern OTHER_KEY =
      Pattern.compile("-----BEGIN ((RSA|EC|DSA|ENCRYPTED|OPENSSH) PRIVATE KEY)-----");

  /// @param what the file is, and the setting that names it, for people
  static PemFile read(Path path, String what) {
    try {
      if (!Files.isRegularFile(path)) {
        throw new UnusableIdentity(
            "%s %s is not there, or not a file".formatted(what, path),
            "correct the path; a relative one begins at the home's folder");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new UnusableIdentity(
            "%s %s is longer than such a file ever is".formatted(what, path), "correct the path");
      }
      return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new UnusableIdentity(
          "%s %s can't be read: %s".formatted(what, path, unreadable.getMessage()),
          "let the user that TrafficControl runs as read it");
    }
  }

  /// The certificate itself and those above it, in their order; at least one.
  List<X509Certificate> certificates() {
    try {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (CertificateException malformed) {
      throw new UnusableIdentity(
          "the certificate %s can't be read: %s".formatted(path, malformed.getMessage()), asPem());
    }
    throw new UnusableIdentity("there is no certificate in " + path, asPem());
  }

  private static String asPem() {
    return "give a PEM file, with -----BEGIN CERTIFICATE----- in it";
  }

  /// @param algorithm of the public key that it belongs to
  PrivateKey privateKey(String algorithm) {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      Matcher other = OTHER_KEY.matcher(text);
      throw new UnusableIdentity(
          other.find()
              ? "the key %s is written as %s".formatted(path, other.group(1))
              : "there is no private key in " + path,
          "give it as a PEM file with -----BEGIN PRIVATE KEY----- in it, without a password:"
              + " openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.pem");
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      // Not told why: it could tell of the key.
      throw new UnusableIdentity(
          "the key %s is not one for the certificate's %s".formatted(path, algorithm),
          "give the private key that the certificate was made for");
    }
  }
}
