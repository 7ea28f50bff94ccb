/// Price lists of others, beside the price book.
///
/// Owns their formats ([PriceList]), what they say otherwise ([Comparison], [KnownDifference]), and
/// the book that comes of taking over what they say ([PriceUpdate]). The text of a file and a day
/// enter; differences and price books leave. Invariant: nothing that a list leaves unsaid is
/// guessed cheaper than it can be; what can't be priced wholly is named and left out.
@NullMarked
package dev.trafficcontrol.pricing.listed;

import org.jspecify.annotations.NullMarked;
