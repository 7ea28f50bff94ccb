package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.alert.offer.Deed;
import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was offered, in `tc_offers`, and the messages it was offered in, in `tc_offer_messages`.
public final class SqlOffers implements Offers {

  private static final String OFFER = "id, target, message, about, deed, until_at";

  private final Database database;
  private final String node;
  private final Supplier<String> ids;

  /// @param node the name of this one, of several at one database
  /// @param ids a new one each time, never used before
  public SqlOffers(Database database, String node, Supplier<String> ids) {
    this.database = database;
    this.node = node;
    this.ids = ids;
  }

  @Override
  public Standing offer(Posting posting, List<Deed> deeds, Instant now) {
    return database.write(connection -> {
      boolean isNew = OfferMessages.add(connection, posting);
      for (int place = 0; isNew && place < deeds.size(); place++) {
        Deed deed = deeds.get(place);
        Sql.update(
            connection,
            """
            INSERT INTO tc_offers
              (id, target, message, place, about, deed, subject, until_at, state, verdict)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', '')
            """,
            ids.get(),
            posting.target(),
            posting.message(),
            place,
            posting.about(),
            AnswerJson.write(deed),
            deed.subject(),
            now.plus(deed.validFor()));
      }
      return OfferMessages.standing(connection, posting.target(), posting.message());
    });
  }

  static List<Offer> open(Connection connection, String target, String message)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT %s FROM tc_offers WHERE target = ? AND message = ? AND state = 'open' ORDER BY place"
            .formatted(OFFER),
        SqlOffers::offer,
        target,
        message);
  }

  private static Offer offer(ResultSet row) throws SQLException {
    return new Offer(
        row.getString("id"),
        row.getString("target"),
        row.getString("message"),
        row.getString("about"),
        AnswerJson.deed(row.getString("deed")),
        Instant.ofEpochMilli(row.getLong("until_at")));
  }

  @Override
  public void sent(String target, String message, String as) {
    database.write(connection ->
        Sql.update(
            connection,
            "UPDATE tc_offer_messages SET sent_as = ? WHERE target = ? AND message = ?",
            as,
            target,
            message));
  }

  @Override
  public Optional<Offer> find(String id) {
    return database.read(connection -> find(connection, id));
  }

  private static Optional<Offer> find(Connection connection, String id) throws SQLException {
    return Sql.first(
        connection, "SELECT %s FROM tc_offers WHERE id = ?".formatted(OFFER), SqlOffers::offer, id);
  }

  @Override
  public Taking take(Click click, String verdict, Instant now) {
    return database.write(connection -> {
      Optional<Offer> found = find(connection, click.offer());
      if (found.isEmpty()) {
        return new Taking.Over("That was never offered here.");
      }
      Offer offer = found.get();
      Taking.@Nullable Over fault = fault(connection, offer, click, now);
      if (fault != null) {
        return isKnown(connection, click) ? new Taking.Known() : fault;
      }
      mark(connection, offer, click, now);
      OfferMessages.met(connection, offer, click.as());
      OfferMessages.say(connection, offer, verdict);
      return new Taking.Taken(offer);
    });
  }

  private static Taking.@Nullable Over fault(
      Connection connection, Offer offer, Click click, Instant now) throws SQLException {
    record Row(String state, String channel) {}
    Row row =
        Sql.first(
                connection,
                """
                SELECT state, channel FROM tc_offers o
                JOIN tc_offer_messages m ON m.target = o.target AND m.message = o.message
                WHERE id = ?
                """,
                one -> new Row(one.getString(1), one.getString(2)),
                offer.id())
            .orElseThrow();
    if (!row.channel().equals(click.channel()) || !offer.deed().kind().equals(click.kind())) {
      return new Taking.Over("That was not offered like this.");
    }
    if (!row.state().equals("open")) {
      return new Taking.Over(
          "This was answered already. " + OfferMessages.verdict(connection, offer));
    }
    return now.isBefore(offer.until())
        ? null
        : new Taking.Over("This was offered until " + offer.until() + ", and is too old by now.");
  }

  private static boolean isKnown(Connection connection, Click click) throws SQLException {
    return Sql.exists(
        connection,
        "SELECT 1 FROM tc_offers WHERE id = ? AND click = ?",
        click.offer(),
        click.key());
  }

  private void mark(Connection connection, Offer offer, Click click, Instant now)
      throws SQLException {
    Sql.update(
        connection,
        """
        UPDATE tc_offers SET state = 'taken', pressed_by = ?, click = ?, taken_at = ?, node = ?
        WHERE id = ?
        """,
        click.by().actor(),
        click.key(),
        now,
        node,
        offer.id());
    Sql.update(
        connection,
        """
        UPDATE tc_offers SET state = 'withdrawn'
        WHERE target = ? AND message = ? AND subject = ? AND state = 'open'
        """,
        offer.target(),
        offer.message(),
        offer.deed().subject());
  }

  @Override
  public void end(Offer offer, String verdict) {
    database.write(connection -> {
      Sql.update(
          connection,
          "UPDATE tc_offers SET state = 'ended' WHERE id = ? AND state = 'taken'",
          offer.id());
      OfferMessages.say(connection, offer, verdict);
      return true;
    });
  }

  @Override
  public List<Unfinished> unfinished() {
    return database.read(connection ->
        Sql.list(
            connection,
            "SELECT %s, pressed_by, taken_at FROM tc_offers WHERE node = ? AND state = 'taken' ORDER BY taken_at, id"
                .formatted(OFFER),
            row ->
                new Unfinished(
                    offer(row),
                    row.getString("pressed_by"),
                    Instant.ofEpochMilli(row.getLong("taken_at"))),
            node));
  }

  @Override
  public Optional<Stale> stale(String target, Instant now) {
    return database.read(connection -> OfferMessages.stale(connection, target, now));
  }

  @Override
  public void shown(Stale message) {
    database.write(connection -> OfferMessages.shown(connection, message));
  }

  @Override
  public void again(Stale message, Instant next) {
    database.write(connection -> OfferMessages.again(connection, message, next));
  }
}
