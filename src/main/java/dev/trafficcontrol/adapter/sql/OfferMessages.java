package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers.Posting;
import dev.trafficcontrol.alert.offer.Offers.Stale;
import dev.trafficcontrol.alert.offer.Offers.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Messages with buttons as rows of `tc_offer_messages`: what each says by now, and what its
/// channel shows.
final class OfferMessages {

  private OfferMessages() {}

  /// False where it was there before.
  static boolean add(Connection connection, Posting posting) throws SQLException {
    return Sql.update(
            connection,
            """
            INSERT INTO tc_offer_messages
              (target, message, channel, about, body, revision, shown, attempts, next_at)
            VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0) ON CONFLICT (target, message) DO NOTHING
            """,
            posting.target(),
            posting.message(),
            posting.channel(),
            posting.about(),
            posting.body())
        > 0;
  }

  static void say(Connection connection, Offer offer, String verdict) throws SQLException {
    Sql.update(connection, "UPDATE tc_offers SET verdict = ? WHERE id = ?", verdict, offer.id());
    Sql.update(
        connection,
        """
        UPDATE tc_offer_messages SET revision = revision + 1, attempts = 0, next_at = 0
        WHERE target = ? AND message = ?
        """,
        offer.target(),
        offer.message());
  }

  /// What its message says of the thing that it is about.
  static String verdict(Connection connection, Offer offer) throws SQLException {
    return Sql.first(
            connection,
            """
            SELECT verdict FROM tc_offers
            WHERE target = ? AND message = ? AND subject = ? AND verdict <> ''
            """,
            row -> row.getString(1),
            offer.target(),
            offer.message(),
            offer.deed().subject())
        .orElse("");
  }

  static Optional<Stale> stale(Connection connection, String target, Instant now)
      throws SQLException {
    Optional<Stale> stale =
        Sql.first(
            connection,
            """
            SELECT target, message, channel, about, body, sent_as, revision, attempts
            FROM tc_offer_messages
            WHERE target = ? AND shown < revision AND sent_as IS NOT NULL AND next_at <= ?
            ORDER BY next_at, message LIMIT 1
            """,
            OfferMessages::bare,
            target,
            now);
    return stale.isEmpty() ? stale : Optional.of(whole(connection, stale.get()));
  }

  private static Stale whole(Connection connection, Stale bare) throws SQLException {
    return new Stale(
        bare.posting(),
        bare.as(),
        standing(connection, bare.posting().target(), bare.posting().message()),
        bare.revision(),
        bare.attempts());
  }

  static Standing standing(Connection connection, String target, String message)
      throws SQLException {
    return new Standing(
        Sql.list(
            connection,
            """
            SELECT verdict FROM tc_offers WHERE target = ? AND message = ? AND verdict <> ''
            ORDER BY taken_at, place
            """,
            row -> row.getString(1),
            target,
            message),
        SqlOffers.open(connection, target, message));
  }

  private static Stale bare(ResultSet row) throws SQLException {
    return new Stale(
        new Posting(
            row.getString("target"),
            row.getString("message"),
            row.getString("channel"),
            row.getString("about"),
            row.getString("body")),
        row.getString("sent_as"),
        new Standing(List.of(), List.of()),
        row.getLong("revision"),
        row.getInt("attempts"));
  }

  /// Somebody has it before the one that sent it has noted that it arrived.
  static void met(Connection connection, Offer offer, String as) throws SQLException {
    Sql.update(
        connection,
        """
        UPDATE tc_offer_messages SET sent_as = ?
        WHERE target = ? AND message = ? AND sent_as IS NULL
        """,
        as,
        offer.target(),
        offer.message());
  }

  /// What was said since stays to be shown.
  static boolean shown(Connection connection, Stale message) throws SQLException {
    return Sql.update(
            connection,
            "UPDATE tc_offer_messages SET shown = ? WHERE target = ? AND message = ? AND shown < ?",
            message.revision(),
            message.posting().target(),
            message.posting().message(),
            message.revision())
        > 0;
  }

  static boolean again(Connection connection, Stale message, Instant next) throws SQLException {
    return Sql.update(
            connection,
            """
            UPDATE tc_offer_messages SET attempts = attempts + 1, next_at = ?
            WHERE target = ? AND message = ? AND revision = ?
            """,
            next,
            message.posting().target(),
            message.posting().message(),
            message.revision())
        > 0;
  }
}
