package dev.trafficcontrol.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.mail.MailAccount.Login;
import dev.trafficcontrol.adapter.mail.MailAccount.Tls;
import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.SampleMessages;
import dev.trafficcontrol.testing.MailServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Mail as a server on loopback gets it.
class SmtpMailTest {

  private final MailServer server = new MailServer();

  @AfterEach
  void close() {
    server.close();
  }

  private Outcome send(Tls tls, Optional<Login> login) {
    MailAccount account =
        new MailAccount(
            "127.0.0.1",
            server.port(),
            tls,
            login,
            "tc@example.org",
            List.of("ann@example.org", "bob@example.org"),
            Duration.ofSeconds(5));
    return new SmtpMail(account, InstantSource.fixed(SampleMessages.NOON))
        .deliver(SampleMessages.whole());
  }

  private Outcome send() {
    return send(Tls.NONE, Optional.empty());
  }

  @Test
  void a_mail_has_its_facts_its_readers_and_an_id_that_is_always_the_same() {
    assertThat(send()).isEqualTo(new Outcome.Delivered());
    assertThat(send()).isEqualTo(new Outcome.Delivered());
    assertThat(server.commands())
        .contains("RCPT TO:<ann@example.org>", "RCPT TO:<bob@example.org>");
    assertThat(server.mails())
        .hasSize(2)
        .allSatisfy(mail ->
            assertThat(mail)
                .contains("Message-ID: <id-1@trafficcontrol>")
                .contains("Subject: production: CRITICAL budget-threshold")
                .contains("Auto-Submitted: auto-generated", "charset=UTF-8")
                .contains("Spent: $9.10", "If nobody answers: nothing is spent"));
  }

  @Test
  void who_sends_is_said_where_the_server_asks_for_it() {
    server.offers("250 AUTH PLAIN");
    assertThat(send(Tls.NONE, Optional.of(new Login("tc", "xush"))))
        .isEqualTo(new Outcome.Delivered());
    Outcome refused = send(Tls.NONE, Optional.of(new Login("tc", "wrong-and-never-printed")));
    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(refused.toString()).contains("user").doesNotContain("never-printed");
  }

  @Test
  void where_encryption_is_wanted_and_not_offered_nothing_is_said_in_the_clear() {
    server.offers("250 AUTH PLAIN");
    assertThat(send(Tls.STARTTLS, Optional.of(new Login("tc", "xush"))))
        .isInstanceOf(Outcome.Later.class);
    assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void what_a_server_refuses_for_good_is_given_up_and_what_it_puts_off_is_tried_again() {
    server.answersMail("451 greylisted");
    assertThat(send()).isInstanceOf(Outcome.Later.class).asString().contains("greylisted");
    server.answersMail("554 spam");
    assertThat(send()).isInstanceOf(Outcome.Refused.class).asString().contains("spam");
    server.answersRecipients("550 nobody here");
    assertThat(send()).isInstanceOf(Outcome.Refused.class).asString().contains("nobody here");
    server.answersRecipients("450 mailbox busy");
    assertThat(send()).isInstanceOf(Outcome.Later.class);
    server.close();
    assertThat(send()).isInstanceOf(Outcome.Later.class);
  }
}
