/// Who spent what.
///
/// Owns [Charge], one ended hold with what was used for it, and the port [UsageLog] that adds
/// charges up. Ended holds enter from the ledger's book, and from the gateway who has made a call
/// ([ClientLog]); sums leave for people. A provider's own report ([ProviderReport]) is held against
/// it ([Comparison]). Invariant: the log is a projection of the book; its total is the ledger's,
/// and nothing is granted by it.
@NullMarked
package dev.trafficcontrol.usage;

import org.jspecify.annotations.NullMarked;
