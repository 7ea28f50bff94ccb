/// The configuration of a home: one strict file, and the environment over it.
///
/// Owns [Configuration] and the reading of it. The text of `trafficcontrol.yaml` and the
/// environment's variables enter; checked settings leave, each with its [Origin], or else all
/// faults at once. Invariant: nothing is repaired or dropped in silence. A name nobody asked for is
/// a fault, so that a limit misspelt is never a limit ignored.
@NullMarked
package dev.trafficcontrol.app.config;

import org.jspecify.annotations.NullMarked;
