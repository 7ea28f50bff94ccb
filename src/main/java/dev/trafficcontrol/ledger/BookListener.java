package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Told of events once they are durable, by the writer's own thread: to be quick, and to throw
/// nothing.
public interface BookListener {

  BookListener NOBODY = (events, at) -> {};

  void written(List<LedgerEvent> events, Instant at);
}
