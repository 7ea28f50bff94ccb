package dev.trafficcontrol.alert.offer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was offered and what became of it. Each call is one transaction, and writers take turns, so
/// that of all presses of all buttons about one thing in a message one is taken.
public interface Offers {

  /// Writes down what a message is about to offer. What was written of this message before is given
  /// back as it stands, so that a message that is sent twice offers the same things once.
  Standing offer(Posting posting, List<Deed> deeds, Instant now);

  /// The message has arrived.
  ///
  /// @param as what its channel calls it
  void sent(String target, String message, String as);

  Optional<Offer> find(String id);

  /// Takes the offer for this press, if it is there to be taken; what else its message offers about
  /// the same thing is withdrawn with it.
  ///
  /// @param verdict what the message says from now on
  Taking take(Click click, String verdict, Instant now);

  /// Notes what came of an offer that was taken: what its message says from now on.
  void end(Offer offer, String verdict);

  /// What this node took and has not ended. While it works that is what it is at; at its start,
  /// what the process before it left.
  List<Unfinished> unfinished();

  /// A message of that target that says something else by now than its channel shows.
  Optional<Stale> stale(String target, Instant now);

  /// Its channel shows it, or never will.
  void shown(Stale message);

  /// It is to be shown later.
  void again(Stale message, Instant next);

  /// A message with buttons.
  ///
  /// @param about what it is about, in a line
  /// @param body what it says without them, in the form its target sends
  record Posting(String target, String message, String channel, String about, String body) {}

  /// What became of a message's offers.
  ///
  /// @param verdicts of what was taken, the earliest first
  /// @param open what is offered still
  record Standing(List<String> verdicts, List<Offer> open) {}

  /// What became of a press.
  sealed interface Taking {

    record Taken(Offer offer) implements Taking {}

    /// This very press was taken before.
    record Known() implements Taking {}

    /// @param why in a sentence
    record Over(String why) implements Taking {}
  }

  /// @param actor as of [Presser#actor]
  record Unfinished(Offer offer, String actor, Instant takenAt) {}

  /// A message to be shown anew.
  ///
  /// @param as what its channel calls it
  /// @param revision counts what became of its offers
  /// @param attempts how often that failed
  record Stale(Posting posting, String as, Standing standing, long revision, int attempts) {}
}
