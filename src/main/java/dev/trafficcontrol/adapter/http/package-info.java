/// The gateway's listener.
///
/// HTTP/1.1 requests enter on virtual threads; [dev.trafficcontrol.gateway.Gateway] answers them.
/// Invariant: an answer that the gateway did not end is seen by the client to break off, never to
/// be complete.
@NullMarked
package dev.trafficcontrol.adapter.http;

import org.jspecify.annotations.NullMarked;
