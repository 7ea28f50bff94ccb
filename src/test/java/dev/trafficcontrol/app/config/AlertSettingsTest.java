package dev.trafficcontrol.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.alert.offer.RaiseTerms;
import dev.trafficcontrol.app.config.TargetSettings.Means;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who is told of alerts is read strictly, and no secret is ever in the file or in a fault.
class AlertSettingsTest {

  private static final String WHOLE =
      """
      alerts:
        quiet-hours: "22:00-07:00"
        time-zone: Europe/Zurich
        targets:
          ops:   { kind: slack-webhook, url: "${SLACK_WEBHOOK_URL}" }
          pager: { kind: webhook, url: "https://pager.example.org/x", secret: "${TC_SECRET}", from: critical }
          mail:
            kind: email
            host: smtp.example.org
            from-address: tc@example.org
            to: [a@example.org, b@example.org]
            user: tc
            password: "${SMTP_PASSWORD}"
          desk:  { kind: command, command: ["notify-send", "-u", "normal"] }
      """;

  private static final Map<String, String> SET =
      Map.of(
          "SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/secret",
          "TC_SECRET", "hush",
          "SMTP_PASSWORD", "hush");

  private static AlertSettings read(String yaml, Map<String, String> environment) {
    return ConfigurationReader.read(yaml, environment).alerts();
  }

  private static List<String> faults(String yaml, Map<String, String> environment) {
    BadConfiguration bad =
        catchThrowableOfType(
            BadConfiguration.class, () -> ConfigurationReader.read(yaml, environment));
    return bad == null ? List.of() : bad.faults().stream().map(ConfigFault::toString).toList();
  }

  @Test
  void every_kind_of_target_is_read() {
    AlertSettings read = read(WHOLE, SET);
    assertThat(read.targets())
        .extracting(TargetSettings::name)
        .containsExactly("ops", "pager", "mail", "desk");
    assertThat(read.targets()).allMatch(TargetSettings::isOn);
    assertThat(read.targets().get(1).from()).isEqualTo(Severity.CRITICAL);
    assertThat(read.targets().get(0).from()).isEqualTo(Severity.INFO);
    assertThat(read.targets().get(2).means().orElseThrow())
        .isInstanceOfSatisfying(
            Means.Email.class,
            mail -> {
              assertThat(mail.server().port()).isEqualTo(587);
              assertThat(mail.to()).containsExactly("a@example.org", "b@example.org");
            });
    assertThat(read.targets().get(3).means())
        .contains(new Means.Command(List.of("notify-send", "-u", "normal")));
    assertThat(read.quiet().orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
    assertThat(read.summary())
        .as("told where there is somebody to tell")
        .contains(new DailyTime(LocalTime.of(8, 0), ZoneId.of("Europe/Zurich")));
    assertThat(read.targets().toString()).doesNotContain("hush", "/services/");
  }

  @Test
  void where_nothing_is_said_nobody_is_told_and_no_summary_is_made() {
    assertThat(read("", Map.of()).targets()).isEmpty();
    assertThat(read("", Map.of()).summary()).isEmpty();
    String off = WHOLE.replace("  targets:", "  daily-summary: off\n  targets:");
    assertThat(read(off, SET).summary()).isEmpty();
  }

  @Test
  void F88_an_unset_variable_switches_its_target_off_visibly() {
    assertThat(read(WHOLE, Map.of()).targets())
        .filteredOn(target -> !target.isOn())
        .extracting(TargetSettings::unset)
        .containsExactly("$SLACK_WEBHOOK_URL", "$TC_SECRET", "$SMTP_PASSWORD");
  }

  @Test
  void all_faults_are_told_together_with_their_lines() {
    assertThat(
            faults(
                """
                alerts:
                  quiet-hours: "22-7"
                  time-zone: Mars
                  daily-summry: "08:00"
                  targets:
                    a: { kind: pigeon, url: "https://x.example.org" }
                    b: { kind: webhook, url: "http://x.example.org/token", secret: plain }
                    c: { kind: webhook, urll: "https://x.example.org" }
                    d: { kind: email, host: h, tls: none, from-address: no, password: "${P}" }
                    e: { kind: command }
                    f: { url: "https://x.example.org" }
                """,
                Map.of("P", "hush")))
        .anySatisfy(f -> assertThat(f).startsWith("line 2: alerts.quiet-hours: '22-7'"))
        .anySatisfy(f -> assertThat(f).startsWith("line 3: alerts.time-zone: 'Mars'"))
        .anySatisfy(f -> assertThat(f).contains("did you mean 'alerts.daily-summary'?"))
        .anySatisfy(f -> assertThat(f).startsWith("line 6: ").contains("'pigeon' is none of"))
        .anySatisfy(f -> assertThat(f).startsWith("line 7: ").contains("a secret has no place"))
        .anySatisfy(f -> assertThat(f).startsWith("line 7: ").contains("begins with https://"))
        .anySatisfy(f ->
            assertThat(f).startsWith("line 8: ").contains("did you mean 'alerts.targets.c.url'?"))
        .anySatisfy(f -> assertThat(f).contains("alerts.targets.c.url: say its address"))
        .anySatisfy(f -> assertThat(f).startsWith("line 9: ").contains("in the clear"))
        .anySatisfy(f -> assertThat(f).startsWith("line 9: ").contains("'no' is not an address"))
        .anySatisfy(f -> assertThat(f).startsWith("line 9: ").contains("whom to write to"))
        .anySatisfy(f -> assertThat(f).startsWith("line 10: ").contains("say what to start"))
        .anySatisfy(f -> assertThat(f).contains("alerts.targets.f: say its kind"))
        .noneSatisfy(f -> assertThat(f).contains("'alerts.targets.a.url' is not a setting"))
        .noneSatisfy(f -> assertThat(f).contains("token"))
        .noneSatisfy(f -> assertThat(f).contains("hush"));
  }

  @Test
  void a_slack_app_is_read_with_its_list_and_bounds_and_shows_no_token() {
    String yaml =
        """
        alerts:
          targets:
            ops:
              kind: slack-app
              app-token: "${APP}"
              bot-token: "${BOT}"
              channel: C0123ABCD
              allow: [U0ANNA, W0BOB]
              raise-by: 10%
              raise-most: "3"
              raise-for: 45m
        """;
    Map<String, String> set = Map.of("APP", "xapp-1-hush", "BOT", "xoxb-1-hush");
    assertThat(read(yaml, set).targets().getFirst().means().orElseThrow())
        .isInstanceOfSatisfying(
            Means.SlackApp.class,
            app -> {
              assertThat(app.allow()).containsExactly("U0ANNA", "W0BOB");
              assertThat(app.raises().terms())
                  .isEqualTo(
                      new RaiseTerms(
                          new RaiseTerms.Step.Percent(10),
                          Money.ofUsd("3"),
                          Duration.ofMinutes(45)));
              assertThat(app.raises().isChosen()).isTrue();
              assertThat(app.api()).hasToString("https://slack.com/api/");
            });
    assertThat(read(yaml, set).toString()).doesNotContain("hush");
    assertThat(read(yaml, Map.of("BOT", "xoxb-1-hush")).targets().getFirst().unset())
        .isEqualTo("$APP");
  }

  @Test
  void what_is_wrong_with_a_slack_app_is_told_at_once_and_never_a_token() {
    assertThat(
            faults(
                """
                alerts:
                  targets:
                    a: { kind: slack-app, app-token: "${BOT}", bot-token: xoxb-1-plain, channel: "#ops", allow: [anna] }
                    b: { kind: slack-app, raise-by: 101%, raise-most: "0", raise-for: 30d, alow: [U1] }
                    c: { kind: slack-app, channel: C0123ABCD, allow: [], api-url: "http://slack.example.org/api" }
                """,
                Map.of("BOT", "xoxb-1-hush")))
        .anySatisfy(f ->
            assertThat(f)
                .startsWith("line 3: ")
                .contains("a.app-token: that is not the app-level token, which begins with xapp-"))
        .anySatisfy(f ->
            assertThat(f).startsWith("line 3: ").contains("a.bot-token: a secret has no place"))
        .anySatisfy(
            f -> assertThat(f).startsWith("line 3: ").contains("'#ops' is not the id of a channel"))
        .anySatisfy(
            f -> assertThat(f).startsWith("line 3: ").contains("'anna' is not the id of a person"))
        .anySatisfy(
            f -> assertThat(f).contains("b.app-token: say the app-level token, as ${VARIABLE}"))
        .anySatisfy(f -> assertThat(f).contains("b.channel: say the channel's id"))
        .anySatisfy(
            f -> assertThat(f).startsWith("line 4: ").contains("b.allow: say whose presses count"))
        .anySatisfy(
            f -> assertThat(f).startsWith("line 4: ").contains("101% is not from 1% to 100%"))
        .anySatisfy(f ->
            assertThat(f).startsWith("line 4: ").contains("'0' is nothing to raise a limit by"))
        .anySatisfy(f ->
            assertThat(f)
                .startsWith("line 4: ")
                .contains("'30d' is not a length of time up to a week"))
        .anySatisfy(f -> assertThat(f).startsWith("line 4: ").contains("alow[0]' is not a setting"))
        .anySatisfy(f -> assertThat(f).startsWith("line 5: ").contains("begins with https://"))
        .noneSatisfy(f -> assertThat(f).contains("hush"))
        .noneSatisfy(f -> assertThat(f).contains("plain"));
  }

  @Test
  void a_time_of_the_day_needs_a_place() {
    assertThat(faults("alerts: { quiet-hours: \"22:00-07:00\" }\n", Map.of()))
        .singleElement()
        .asString()
        .contains("say where that time is: alerts.time-zone");
    assertThat(faults("alerts: { daily-summary: \"25:00\", time-zone: UTC }\n", Map.of()))
        .singleElement()
        .asString()
        .contains("neither a time of the day");
  }

  @Test
  void a_variable_that_is_set_to_nothing_is_a_fault_that_does_not_say_what_it_was() {
    assertThat(faults(WHOLE, Map.of("TC_SECRET", "  ")))
        .singleElement()
        .asString()
        .contains("$TC_SECRET is set, but empty; unset it to switch the target off");
  }
}
