/// Brings alerts to people: targets as they are configured, and the threads that serve them.
///
/// Settings and the outbox enter, messages leave through the adapters. Invariant: nothing here is
/// waited for by the ledger, the monitor or a call.
@NullMarked
package dev.trafficcontrol.app.alerting;

import org.jspecify.annotations.NullMarked;
