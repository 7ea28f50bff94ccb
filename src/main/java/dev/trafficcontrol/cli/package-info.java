/// How people and scripts speak to TrafficControl: the port to what does the work, and the means to
/// show it.
///
/// Owns [Control] (one request, one reply, and lines in between), [Facts] (what is shown, which is
/// also what `--json` prints), [Terminal] and [Table]. Requests leave, facts enter. Invariant: it
/// decides nothing and logs nothing; what is printed is what the reply says, and an error always
/// says what happened, why, and what to do.
@NullMarked
package dev.trafficcontrol.cli;

import org.jspecify.annotations.NullMarked;
