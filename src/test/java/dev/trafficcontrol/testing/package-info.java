/// What tests of all packages share: programs they need, and how long attacks go on.
@NullMarked
package dev.trafficcontrol.testing;

import org.jspecify.annotations.NullMarked;
