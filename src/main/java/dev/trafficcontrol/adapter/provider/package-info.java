/// The model provider over HTTP.
///
/// Implements [dev.trafficcontrol.gateway.Provider]. Requests enter without credentials; they leave
/// with the provider's key, which is known nowhere else. Invariant: an exchange is sent at most
/// once, on a connection of its own, so that none is lost to a connection that went stale while
/// nobody used it, and any can be cut.
@NullMarked
package dev.trafficcontrol.adapter.provider;

import org.jspecify.annotations.NullMarked;
