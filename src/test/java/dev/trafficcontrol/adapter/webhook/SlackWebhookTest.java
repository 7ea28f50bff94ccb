package dev.trafficcontrol.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.AlertSink.Outcome;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.alert.SampleMessages;
import dev.trafficcontrol.testing.WebReceiver;
import dev.trafficcontrol.testing.WebReceiver.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Slack gets, within what Slack takes.
class SlackWebhookTest {

  private final WebReceiver slack = new WebReceiver();

  @AfterEach
  void close() {
    slack.close();
  }

  private Outcome send(Message message) throws InterruptedException {
    return new SlackWebhook(slack.uri("/services/T0/B0/secret"), Duration.ofSeconds(5))
        .deliver(message);
  }

  private JsonNode sent(Message message) throws InterruptedException {
    assertThat(send(message)).isEqualTo(new Outcome.Delivered());
    return new JsonMapper().readTree(slack.posts().getLast().body());
  }

  @Test
  void every_fact_is_there_and_nothing_an_alert_says_is_markup() throws Exception {
    String json = sent(SampleMessages.whole()).toString();
    assertThat(json)
        .contains("CRITICAL budget-threshold", "global/rolling-hour", "$9.10", "$0.40", "$10.00")
        .contains("$0.60 a minute", "at this rate 50 s", "nothing more is granted on it")
        .contains("If nobody answers: nothing is spent", "trafficctl budget list", "shop $4.00")
        .contains("production, message id-1", "limit &amp; &lt;more&gt;")
        .doesNotContain("<more>");
  }

  @Test
  void a_storm_is_one_message_with_counts_and_the_worst_first_within_slacks_limits()
      throws Exception {
    JsonNode json = sent(SampleMessages.group(80));
    assertThat(json.path("blocks").size()).isLessThanOrEqualTo(50);
    assertThat(json.path("blocks").get(1).path("text").path("text").stringValue())
        .isEqualTo("Waiting: 40 breaker-open, 40 burn-warn");
    assertThat(json.path("blocks").get(2).path("text").path("text").stringValue())
        .startsWith("CRITICAL breaker-open\ntext 3 ");
    json.path("blocks")
        .values()
        .forEach(block -> {
          String type = block.path("type").stringValue();
          int longest = type.equals("header") ? SlackBlocks.HEADER : SlackBlocks.TEXT;
          assertThat(block.path("text").path("text").stringValue("").length())
              .isLessThanOrEqualTo(longest);
        });
  }

  @Test
  void a_text_is_cut_between_characters_and_escapes() {
    assertThat(SlackBlocks.escaped("ab<", 7)).isEqualTo("ab&lt;".substring(0, 6));
    assertThat(SlackBlocks.escaped("ab<cd", 7)).isEqualTo("ab&lt;…");
    assertThat(SlackBlocks.escaped("ab<cd", 6)).isEqualTo("ab…");
    assertThat(SlackBlocks.escaped("\uD83D\uDE00\uD83D\uDE00", 4)).isEqualTo("\uD83D\uDE00…");
  }

  @Test
  void slacks_own_words_say_why_it_was_refused_and_its_address_is_never_told() throws Exception {
    slack.answers(new Answer(404, "no_service", Map.of()));
    assertThat(send(SampleMessages.whole()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.toString())
                    .contains("404: no_service")
                    .doesNotContain("secret\"", "/services"));
    slack.answers(new Answer(429, "", Map.of("Retry-After", "30")));
    assertThat(send(SampleMessages.whole())).isInstanceOf(Outcome.Later.class);
  }
}
