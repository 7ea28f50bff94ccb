/// The directory that is one TrafficControl: who may write to it, and how to reach who does.
///
/// Owns [Home] (what lies where), [HomeLock] (one process at a time), [OwnerToken], and the control
/// socket's two ends, [ControlServer] and [SocketControl]. Requests and replies pass, one JSON
/// object a line. Invariant: whoever changes something holds the lock, and nobody but the user
/// whose home it is reads the token or reaches the socket.
@NullMarked
package dev.trafficcontrol.app.home;

import org.jspecify.annotations.NullMarked;
