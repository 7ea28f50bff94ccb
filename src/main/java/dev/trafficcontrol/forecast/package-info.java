/// What tasks may cost.
///
/// Tasks and the limits over them enter, a [Forecast] leaves. Invariant: no task counts as nothing;
/// one without an estimate counts at the dear end.
@NullMarked
package dev.trafficcontrol.forecast;

import org.jspecify.annotations.NullMarked;
