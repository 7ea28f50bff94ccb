package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarWindowTest {

  @ParameterizedTest
  @CsvSource({
    "calendar-day@Europe/Berlin,       2027-03-28T12:00:00Z, 2027-03-27T23:00:00Z, PT23H",
    "calendar-day@Europe/Berlin,       2027-10-31T12:00:00Z, 2027-10-30T22:00:00Z, PT25H",
    "calendar-day@America/New_York,    2027-03-14T12:00:00Z, 2027-03-14T05:00:00Z, PT23H",
    "calendar-day@America/New_York,    2027-11-07T12:00:00Z, 2027-11-07T04:00:00Z, PT25H",
    "calendar-day@Australia/Lord_Howe, 2027-04-04T00:00:00Z, 2027-04-03T13:00:00Z, PT24H30M",
    "calendar-day@Australia/Lord_Howe, 2027-10-03T00:00:00Z, 2027-10-02T13:30:00Z, PT23H30M",
    "calendar-day@Asia/Kathmandu,      2027-01-01T00:00:00Z, 2026-12-31T18:15:00Z, PT24H",
    // Midnight itself is skipped, and comes twice.
    "calendar-day@Africa/Cairo,        2027-04-30T12:00:00Z, 2027-04-29T22:00:00Z, PT23H",
    "calendar-day@America/Havana,      2027-11-07T04:30:00Z, 2027-11-07T04:00:00Z, PT25H",
    "calendar-day@America/Havana,      2027-11-07T05:30:00Z, 2027-11-07T04:00:00Z, PT25H",
    // A whole date was skipped when Samoa crossed the date line.
    "calendar-day@Pacific/Apia,        2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, PT24H",
    "calendar-day@Pacific/Apia,        2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, PT24H",
    "calendar-week@Europe/Berlin,      2027-03-28T21:59:59Z, 2027-03-21T23:00:00Z, PT167H",
    "calendar-week@Europe/Berlin,      2027-03-28T22:00:00Z, 2027-03-28T22:00:00Z, PT168H",
    "calendar-month@Europe/Berlin,     2027-03-15T12:00:00Z, 2027-02-28T23:00:00Z, PT743H",
    "calendar-month@UTC,               2028-02-29T23:59:59Z, 2028-02-01T00:00:00Z, PT696H",
  })
  void a_calendar_window_begins_at_local_midnights(
      String window, Instant now, Instant from, Duration length) {
    assertThat(Window.parse(window).span(now)).isEqualTo(new Span(from, from.plus(length)));
  }

  @Test
  void a_window_that_is_over_never_begins_again_where_a_date_comes_twice() {
    // One minute after midnight the clocks of Newfoundland went back to 23:01 of the day before.
    Window day = Window.parse("calendar-day@America/St_Johns");
    Instant midnight = Instant.parse("2010-11-07T02:30:00Z");
    for (int minute = 0; minute < 90; minute++) {
      assertThat(day.span(midnight.plusSeconds(60L * minute)).from()).isEqualTo(midnight);
    }
  }

  @Test
  void every_zone_has_its_midnights_at_a_border_of_a_bucket() {
    Instant now = LedgerScript.START;
    for (String zone : java.time.ZoneId.getAvailableZoneIds()) {
      Span span = Window.parse("calendar-day@" + zone).span(now);
      assertThat(span.from().getEpochSecond() % 900).as(zone).isZero();
      assertThat(span.until().getEpochSecond() % 900).as(zone).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rolling-hour",
        "rolling-day",
        "rolling-week",
        "rolling-30-days",
        "calendar-day@Asia/Kathmandu",
        "calendar-week@UTC",
        "calendar-month@America/Argentina/Buenos_Aires",
        "total"
      })
  void a_window_is_read_as_it_is_written_also_from_the_book(String label) {
    Window window = Window.parse(label);
    assertThat(window.label()).isEqualTo(label);
    assertThat(window).as("in a sentence").hasToString(label);
    LedgerEvent set =
        new LedgerEvent.BudgetSet(Scope.GLOBAL, window, Limit.UNLIMITED, "owner", "test");
    Batch.Entry entry = EventCodec.write(set);
    assertThat(entry.json()).contains("\"window\":\"" + label + "\"");
    assertThat(EventCodec.read(entry)).isEqualTo(set);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "calendar-day@Berlin,        'Berlin' is not a time zone",
        "calendar-day@+02:00,        '+02:00' is not a time zone",
        "calendar-day@europe/berlin, 'europe/berlin' is not a time zone",
        "calendar-day@,              '' is not a time zone",
        "calendar-year@UTC,          'calendar-year@UTC' is not a window",
        "calendar-day,               'calendar-day' is not a window",
        "rolling-hour@UTC,           'rolling-hour@UTC' is not a window",
      })
  void a_window_that_is_none_is_refused_with_how_to_write_one(String label, String why) {
    assertThatThrownBy(() -> Window.parse(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("write");
  }

  @Test
  void whoever_writes_a_window_wrong_is_told_every_one_there_is() {
    assertThatThrownBy(() -> Window.parse("daily"))
        .hasMessage(
            "'daily' is not a window: write rolling-hour, rolling-day, rolling-week,"
                + " rolling-30-days, total, calendar-day@Europe/Berlin,"
                + " calendar-week@Europe/Berlin, calendar-month@Europe/Berlin");
  }
}
