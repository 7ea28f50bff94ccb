package dev.trafficcontrol.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be sent, kept with the alerts in one transaction. Each call is one too.
///
/// A message is claimed before it is sent, so that of several nodes one sends it; whoever dies with
/// it leaves it to be sent again, under the same id, once the claim has run out.
public interface AlertOutbox {

  /// The next message that is due for the target, for nobody else until `claim` runs out. Empty
  /// where none is due, and where others are under way or failing ([Pace#mayForm]).
  Optional<Parcel> claim(String target, Claim claim);

  /// Notes what became of it; false where the claim had run out and somebody else has it.
  boolean end(Parcel parcel, Ending ending);

  /// The latest alerts and what became of each, newest first.
  List<Told> latest(int limit);

  /// What was given up since then, and what has failed and will be tried again; the newest first,
  /// at most a few.
  List<Delivery> troubles(Instant since);

  /// Gives up what was due before then for targets that nobody serves any more.
  ///
  /// @param served those that are on here
  int giveUpUnserved(List<String> served, Instant dueBefore, Ending.GivenUp ending);

  /// @param by a name that no other claim has
  /// @param until more than sending takes
  record Claim(String by, Instant now, Instant until) {}

  /// A claimed message.
  ///
  /// @param attempts how often it was claimed, this time included
  /// @param since when it was to be sent first
  record Parcel(
      String id, String target, String claim, List<Alert> alerts, int attempts, Instant since) {}

  /// How an attempt ended.
  sealed interface Ending {
    record Delivered(Instant at) implements Ending {}

    record Again(Instant next, String why) implements Ending {}

    record GivenUp(Instant at, String why) implements Ending {}
  }

  /// An alert on its way to a target, or at its end.
  ///
  /// @param at when it is tried next, or when it ended
  /// @param error of the last attempt; empty where none failed
  record Delivery(String target, State state, int attempts, Instant at, String error) {

    public enum State {
      QUEUED("queued"),
      DELIVERED("delivered"),
      GIVEN_UP("given-up");

      private final String label;

      State(String label) {
        this.label = label;
      }

      public String label() {
        return label;
      }
    }
  }

  /// @param deliveries by the names of their targets
  record Told(Alert alert, List<Delivery> deliveries) {}
}
