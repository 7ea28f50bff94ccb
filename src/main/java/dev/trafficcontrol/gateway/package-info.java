/// One model call, from a client's request to a settled hold.
///
/// Owns the order of steps that makes a call safe: authenticate, read strictly, price or refuse,
/// bound, hold, forward, meter, settle, and only then end the client's answer. Requests enter as
/// [InboundCall], answers leave by [ClientAnswer]; the provider is behind [Provider], money behind
/// [dev.trafficcontrol.ledger.Ledger]. Invariant: nothing that can cost money is sent without an
/// [dev.trafficcontrol.ledger.Authorization], and a hold that was granted is voided only on proof
/// that nothing was billed.
@NullMarked
package dev.trafficcontrol.gateway;

import org.jspecify.annotations.NullMarked;
