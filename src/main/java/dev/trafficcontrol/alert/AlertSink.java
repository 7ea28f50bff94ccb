package dev.trafficcontrol.alert;

import java.time.Duration;
import java.util.Optional;

/// Reaches people in one way, for one target.
public interface AlertSink {

  /// Sends it once, within a minute. What can be foreseen is an [Outcome], not an exception; what
  /// was sent although the outcome says otherwise is told from what is sent again by [Message#id].
  Outcome deliver(Message message) throws InterruptedException;

  /// Whether answers of people would come back, for a sink that takes some; sends nothing to them.
  default Outcome probe() throws InterruptedException {
    return new Outcome.Delivered();
  }

  /// What became of a message.
  sealed interface Outcome {

    /// The other side has taken it.
    record Delivered() implements Outcome {}

    /// It may go better another time.
    ///
    /// @param after how long the other side wants to be left alone
    record Later(String why, Optional<Duration> after) implements Outcome {
      public Later(String why) {
        this(why, Optional.empty());
      }
    }

    /// It will never go as it is.
    ///
    /// @param fix what somebody can do about it
    record Refused(String why, String fix) implements Outcome {}
  }
}
