package dev.trafficcontrol.adapter.http;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;

/// A connection, and whether it has a request in hand.
final class OpenConnection {

  private final Thread reader;
  private long since;
  private boolean hasAsked;
  private boolean inHand;
  private boolean turnedAway;

  /// @param now in nanoseconds, from any beginning
  OpenConnection(Thread reader, long now) {
    this.reader = reader;
    this.since = now;
  }

  /// @throws CloseConnectionException where it was turned away a moment before
  synchronized void requestBegins(long now) {
    if (turnedAway) {
      throw new CloseConnectionException("its place was given to another");
    }
    hasAsked = true;
    inHand = true;
    since = now;
  }

  synchronized void requestEnds(long now) {
    inHand = false;
    since = now;
  }

  synchronized boolean isSilent() {
    return !inHand && !turnedAway;
  }

  /// When it fell silent.
  synchronized long since() {
    return since;
  }

  /// Only a silent one makes room for another.
  synchronized void makeRoom() {
    if (isSilent()) {
      turnAway();
    }
  }

  synchronized void turnAwayAfter(ClientPatience patience, long now) {
    Duration longest = inHand ? patience.whole() : hasAsked ? patience.idle() : patience.head();
    if (!turnedAway && now - since > longest.toNanos()) {
      turnAway();
    }
  }

  /// What it waits for breaks off, and so the connection ends.
  private void turnAway() {
    turnedAway = true;
    reader.interrupt();
  }
}
