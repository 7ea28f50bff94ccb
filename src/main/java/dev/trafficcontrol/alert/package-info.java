/// What people are told.
///
/// Owns [Alert] and the port [AlertLog] that keeps it. Alerts enter from monitor and app, and leave
/// to be shown; an alert is kept before it is sent anywhere. Invariant: the same news is kept once
/// ([Alert#once]).
@NullMarked
package dev.trafficcontrol.alert;

import org.jspecify.annotations.NullMarked;
