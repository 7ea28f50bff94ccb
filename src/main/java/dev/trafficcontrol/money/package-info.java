/// Exact amounts of money.
///
/// Owns [Money], the only type in which an amount is ever kept or compared. Nothing enters but
/// integers and decimal text, nothing leaves but integers and decimal text; no `double` anywhere.
/// Invariant: an amount is never negative and never silently wraps around.
@NullMarked
package dev.trafficcontrol.money;

import org.jspecify.annotations.NullMarked;
