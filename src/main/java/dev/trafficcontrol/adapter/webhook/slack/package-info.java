/// A Slack app with buttons: messages go out by the Web API, presses come in over Socket Mode, so
/// that nothing here has to be reachable from outside.
///
/// Messages of `alert` enter and leave by HTTP; presses enter as [Envelope]s and leave as clicks.
/// Invariant: an envelope is acknowledged only once what it asks is durably taken or refused;
/// neither token is ever part of an outcome, and a button carries nothing but the id of an offer
/// that was written down before.
@NullMarked
package dev.trafficcontrol.adapter.webhook.slack;

import org.jspecify.annotations.NullMarked;
