/// Attacks on the promises through the front door: real HTTP, real files, real processes, the
/// simulated provider's bill as the judge.
@NullMarked
package dev.trafficcontrol.attack;

import org.jspecify.annotations.NullMarked;
