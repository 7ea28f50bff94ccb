/// Sends messages to addresses on the web: as a signed JSON document for programs, and as Slack's
/// incoming webhooks want them.
///
/// Messages of `alert` enter, and leave by HTTP; what became of each comes back as an outcome.
/// Invariant: neither an address, which may be as good as a password, nor a secret is ever part of
/// an outcome.
@NullMarked
package dev.trafficcontrol.adapter.webhook;

import org.jspecify.annotations.NullMarked;
