package dev.trafficcontrol.adapter.mail;

import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.alert.Message;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Sends messages as mail. Their `Message-ID` is made of the message's id, so that a mailbox can
/// tell what it has already.
public final class SmtpMail implements AlertSink {

  private static final int FOR_GOOD = 500;

  private final MailAccount account;
  private final InstantSource clock;

  public SmtpMail(MailAccount account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
  }

  @Override
  public Outcome deliver(Message message) {
    Session session = Session.getInstance(account.properties());
    try (Transport transport = session.getTransport()) {
      MimeMessage mail = mail(session, message);
      connect(transport);
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Outcome.Delivered();
    } catch (AuthenticationFailedException refused) {
      return new Outcome.Refused(
          account.host() + " does not accept the user or the password",
          "correct user and password of the target");
    } catch (MessagingException failed) {
      return failure(failed);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (account.login().isPresent()) {
      MailAccount.Login login = account.login().get();
      transport.connect(login.user(), login.password());
    } else {
      transport.connect();
    }
  }

  private MimeMessage mail(Session session, Message message) throws MessagingException {
    MimeMessage mail = new NamedMail(session, "<" + message.id() + "@trafficcontrol>");
    mail.setFrom(new InternetAddress(account.from()));
    for (String to : account.to()) {
      mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
    }
    mail.setSubject(AlertWords.subject(message), StandardCharsets.UTF_8.name());
    mail.setText(AlertWords.text(message), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    // So that holiday notices and the like do not answer.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  /// What a server refuses with a number of 500 or more it will refuse again.
  private Outcome failure(MessagingException failed) {
    int code =
        switch (failed) {
          case SMTPSendFailedException refused -> refused.getReturnCode();
          case SendFailedException partly
              when partly.getNextException() instanceof SMTPAddressFailedException address ->
              address.getReturnCode();
          default -> 0;
        };
    String why = account.host() + ": " + words(failed);
    return code >= FOR_GOOD
        ? new Outcome.Refused(why, "look at from-address and to of the target")
        : new Outcome.Later(why);
  }

  private static String words(MessagingException failed) {
    Exception inner = failed.getNextException();
    String text = failed.getMessage() + (inner == null ? "" : ": " + inner.getMessage());
    return text.replaceAll("\\s+", " ").strip();
  }

  /// Keeps the id it is given: the library would make one of its own, and name this machine in it.
  private static final class NamedMail extends MimeMessage {

    private final String id;

    NamedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
