/// The price book that a home goes by: its own, or the one that is shipped.
///
/// Owns [HomePrices]. Files of the home and of the class path enter, [PricesInUse] leave; a new
/// book enters and is a file when it is durable. Invariant: whoever reads finds a whole book or
/// none, and a damaged one is never passed over for the shipped one.
@NullMarked
package dev.trafficcontrol.app.prices;

import org.jspecify.annotations.NullMarked;
