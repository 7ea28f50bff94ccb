package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers.Posting;
import dev.trafficcontrol.alert.offer.Offers.Stale;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
              (target, message, channel, about, body, verdict, revision, shown, attempts, next_at)
            VALUES (?, ?, ?, ?, ?, '', 0, 0, 0, 0) ON CONFLICT (target, message) DO NOTHING
            """,
            posting.target(),
            posting.message(),
            posting.channel(),
            posting.about(),
            posting.body())
        > 0;
  }

  static void say(Connection connection, Offer offer, String verdict) throws SQLException {
    Sql.update(
        connection,
        """
        UPDATE tc_offer_messages
        SET verdict = ?, revision = revision + 1, attempts = 0, next_at = 0
        WHERE target = ? AND message = ?
        """,
        verdict,
        offer.target(),
        offer.message());
  }

  static Optional<Stale> stale(Connection connection, String target, Instant now)
      throws SQLException {
    return Sql.first(
        connection,
        """
        SELECT target, message, channel, about, body, sent_as, verdict, revision, attempts
        FROM tc_offer_messages
        WHERE target = ? AND shown < revision AND sent_as IS NOT NULL AND next_at <= ?
        ORDER BY next_at, message LIMIT 1
        """,
        OfferMessages::stale,
        target,
        now);
  }

  private static Stale stale(ResultSet row) throws SQLException {
    return new Stale(
        new Posting(
            row.getString("target"),
            row.getString("message"),
            row.getString("channel"),
            row.getString("about"),
            row.getString("body")),
        row.getString("sent_as"),
        row.getString("verdict"),
        row.getLong("revision"),
        row.getInt("attempts"));
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
