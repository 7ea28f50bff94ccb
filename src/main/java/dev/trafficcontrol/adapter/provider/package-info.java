/// The model provider over HTTP.
///
/// Implements [dev.trafficcontrol.gateway.Provider]. Requests enter without credentials; they leave
/// with the provider's key, which is known nowhere else. Invariants: an exchange is sent at most
/// once, and has its connection for itself, so that it can be cut; a connection serves another
/// exchange only where the one before ended properly and nothing came since.
@NullMarked
package dev.trafficcontrol.adapter.provider;

import org.jspecify.annotations.NullMarked;
