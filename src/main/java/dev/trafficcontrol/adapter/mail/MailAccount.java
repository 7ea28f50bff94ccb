package dev.trafficcontrol.adapter.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A server that takes mail, and whose mail it takes.
///
/// @param login empty where the server asks nobody who they are
/// @param from the sender's address
/// @param within for connecting, and for each answer
public record MailAccount(
    String host,
    int port,
    Tls tls,
    Optional<Login> login,
    String from,
    List<String> to,
    Duration within) {

  /// How the way there is encrypted.
  public enum Tls {
    /// Begins in the clear; nothing is said before it is encrypted, and it ends where it can't be.
    STARTTLS,
    IMPLICIT,
    NONE
  }

  /// Who sends.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user + ", ***";
    }
  }

  Properties properties() {
    Properties all = new Properties();
    String millis = String.valueOf(within.toMillis());
    all.put("mail.transport.protocol", "smtp");
    all.put("mail.smtp.host", host);
    all.put("mail.smtp.port", String.valueOf(port));
    all.put("mail.smtp.connectiontimeout", millis);
    all.put("mail.smtp.timeout", millis);
    all.put("mail.smtp.auth", String.valueOf(login.isPresent()));
    all.put("mail.smtp.quitwait", "false");
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.ssl.enable", String.valueOf(tls == Tls.IMPLICIT));
    all.put("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
    all.put("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
    return all;
  }
}
