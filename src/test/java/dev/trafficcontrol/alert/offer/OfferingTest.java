package dev.trafficcontrol.alert.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.alert.offer.RaiseTerms.Step;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OfferingTest {

  private static final BudgetId DAY = new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY);

  private static RaiseTerms terms(Step step, String most) {
    return new RaiseTerms(step, Money.ofUsd(most), Duration.ofHours(2));
  }

  private static Optional<String> after(Step step, String most, String from) {
    return terms(step, most).after(Money.ofUsd(from)).map(Money::toUsd);
  }

  private static Alert alert(int number, Answer... answers) {
    return new Alert(
        "kind",
        Alert.Severity.INFO,
        "news " + number,
        "text",
        Instant.parse("2026-11-02T12:00:00Z").plusSeconds(number),
        AlertFacts.NONE.answeredBy(List.of(answers)));
  }

  @Test
  void a_step_is_its_share_in_whole_cents_and_never_more_than_the_most() {
    assertThat(after(RaiseTerms.USUAL_STEP, "10", "10")).contains("12.50");
    assertThat(after(RaiseTerms.USUAL_STEP, "10", "0.99")).contains("1.23");
    assertThat(after(RaiseTerms.USUAL_STEP, "10", "1000")).contains("1010.00");
    assertThat(after(new Step.Amount(Money.ofUsd("50")), "10", "3")).contains("13.00");
    assertThat(after(RaiseTerms.USUAL_STEP, "10", "0.03")).as("less than a cent").isEmpty();
    assertThat(after(RaiseTerms.USUAL_STEP, "10", "0")).as("nothing means nothing").isEmpty();
    assertThat(terms(new Step.Percent(100), "10").after(Money.MAX)).isEmpty();
    assertThat(terms(new Step.Percent(100), "9000000000").after(Money.MAX.minus(Money.ofNanos(1))))
        .isEmpty();
  }

  @Test
  void alerts_of_one_message_offer_each_deed_once_brakes_first() {
    Message message =
        new Message(
            "M",
            "test",
            List.of(
                alert(1, new Answer.Raise(DAY, Money.ofUsd("10")), new Answer.Pause()),
                alert(2, new Answer.Pause(), new Answer.Kill())),
            List.of());
    assertThat(Offering.of(message, Optional.of(terms(RaiseTerms.USUAL_STEP, "10"))))
        .containsExactly(
            new Deed.Pause(),
            new Deed.Kill(),
            new Deed.Raise(DAY, Money.ofUsd("10"), Money.ofUsd("12.50"), Duration.ofHours(2)));
    assertThat(Offering.of(message, Optional.empty()))
        .containsExactly(new Deed.Pause(), new Deed.Kill());
  }

  @Test
  void a_storm_offers_no_more_than_people_read() {
    Message storm =
        new Message(
            "M",
            "test",
            IntStream.range(0, 90)
                .mapToObj(
                    i -> alert(i, new Answer.Accept("T" + i, "R"), new Answer.Reject("T" + i, "R")))
                .toList(),
            List.of());
    assertThat(Offering.of(storm, Optional.empty())).hasSize(Offering.MOST);
  }

  @Test
  void a_name_in_the_book_is_one_line_of_letters() {
    assertThat(new Presser("slack", "U1", "anna\n{\"by\":\"owner\"} <@U2>").actor())
        .isEqualTo("slack:U1 (annabyowner U2)");
    assertThat(new Presser("slack", "U1", "").actor()).isEqualTo("slack:U1");
  }
}
