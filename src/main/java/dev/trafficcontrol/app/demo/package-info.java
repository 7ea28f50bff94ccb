/// The demo: the main job on the embedded default, in a home of its own that is gone afterwards.
///
/// Nothing enters; commands of this very program are run as a user would run them, against the
/// simulated provider as a process of its own. What leaves are three figures: limit, book, bill.
/// Invariant: it reports a kept promise only where the bill is the book and neither is above the
/// limit.
@NullMarked
package dev.trafficcontrol.app.demo;

import org.jspecify.annotations.NullMarked;
