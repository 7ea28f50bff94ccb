package dev.trafficcontrol.ledger;

import java.time.Instant;

/// Something the ledger is asked to do. Reads the state, changes nothing; what it returns is
/// applied and written.
///
/// @param <R> the reply
public interface LedgerCommand<R> {

  Decision<R> decide(LedgerState state, Instant now);
}
