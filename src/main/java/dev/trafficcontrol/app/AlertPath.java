package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlFigures;
import dev.trafficcontrol.adapter.sql.SqlOffers;
import dev.trafficcontrol.adapter.sql.SqlOutbox;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.alert.AlertOutbox;
import dev.trafficcontrol.alert.Courier;
import dev.trafficcontrol.alert.DailySummary;
import dev.trafficcontrol.alert.Routing;
import dev.trafficcontrol.alert.offer.Offers;
import dev.trafficcontrol.app.alerting.AnnouncedAlerts;
import dev.trafficcontrol.app.alerting.AnswerService;
import dev.trafficcontrol.app.alerting.Couriers;
import dev.trafficcontrol.app.alerting.Deeds;
import dev.trafficcontrol.app.alerting.SlackChannel;
import dev.trafficcontrol.app.alerting.Summarist;
import dev.trafficcontrol.app.alerting.Targets;
import dev.trafficcontrol.app.config.AlertSettings;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.home.OwnedControl;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.ledger.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything an alert passes between whoever raises it and the people it is for.
///
/// @param log keeps it, and with it what is to be sent
/// @param figures what is told beside it
/// @param channels where people can answer
/// @param homeSince when the home began
record AlertPath(AlertLog log, SqlFigures figures, List<SlackChannel> channels, Instant homeSince) {

  private static final int OFFER_BYTES = 16;

  static AlertPath open(
      Stores stores, Configuration configuration, InstantSource clock, Parts parts) {
    Targets targets = targets(stores, configuration, clock);
    Routing routing =
        targets.routing(stores.database().stamp().databaseId(), configuration.alerts());
    AlertOutbox outbox = new SqlOutbox(stores.database());
    SqlFigures figures = new SqlFigures(stores.database());
    Courier.Letterhead letterhead = new Courier.Letterhead(configuration.environment(), figures);
    Map<String, Courier> couriers = new LinkedHashMap<>();
    targets
        .on()
        .forEach(target ->
            couriers.put(
                target.name(),
                new Courier(
                    target.name(),
                    target.sink().orElseThrow(),
                    outbox,
                    routing,
                    letterhead,
                    Randomness.random())));
    Couriers sending = parts.add(Couriers.start(couriers, outbox, clock));
    return new AlertPath(
        new AnnouncedAlerts(new SqlAlerts(stores.database(), routing, clock), sending::wake),
        figures,
        targets.channels(),
        stores.database().stamp().createdAt());
  }

  static Targets targets(Stores stores, Configuration configuration, InstantSource clock) {
    return Targets.of(
        configuration.alerts(),
        new Targets.Desk(configuration.environment(), offers(stores)),
        clock);
  }

  private static Offers offers(Stores stores) {
    return new SqlOffers(
        stores.database(),
        stores.sharing().node(),
        () -> HexFormat.of().formatHex(Randomness.bytes(OFFER_BYTES)));
  }

  /// What takes people's answers, where some target has buttons.
  ///
  /// @param control carries out what they ask for
  Optional<AnswerService> answers(
      Stores stores, OwnedControl control, Surroundings surroundings, Ledger ledger) {
    return channels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            AnswerService.start(
                channels,
                new AnswerService.Records(offers(stores), log),
                new Deeds(
                    control,
                    OwnerToken.read(surroundings.home()).map(OwnerToken::reveal),
                    ledger,
                    stores.admissions(),
                    stores.tasks()),
                surroundings.clock(),
                Randomness.random()));
  }

  /// What tells of each day, where its owner wants to hear of it.
  Optional<Summarist> summarist(AlertSettings settings, Ledger ledger, InstantSource clock) {
    return settings
        .summary()
        .map(time ->
            new Summarist(
                new DailySummary(time.at(), time.zone(), homeSince),
                figures,
                ledger::budgets,
                log,
                clock));
  }
}
