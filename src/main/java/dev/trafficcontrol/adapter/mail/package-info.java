/// Sends messages as mail, by SMTP.
///
/// Messages of `alert` enter, and leave to one server; what became of each comes back as an
/// outcome. Invariant: a password goes only over an encrypted connection or to this machine, and is
/// part of no outcome.
@NullMarked
package dev.trafficcontrol.adapter.mail;

import org.jspecify.annotations.NullMarked;
