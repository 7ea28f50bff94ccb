/// What people are offered to do about an alert, at the press of a button.
///
/// Owns [Deed], [Offer] and the port [Offers] that keeps them. Messages enter, and what a press may
/// do leaves. Invariant: nothing is done that was not written down before it was offered, and of
/// all that one message offers about one thing at most one deed is done, once.
@NullMarked
package dev.trafficcontrol.alert.offer;

import org.jspecify.annotations.NullMarked;
