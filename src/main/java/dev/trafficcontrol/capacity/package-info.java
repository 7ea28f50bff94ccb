/// Capacity: how many agents work at once.
///
/// Owns [CapacityLimits] and the classes of models they count ([ModelClass]). Limits and counts of
/// taken slots enter, a [queue ceiling][dev.trafficcontrol.queue.Ceiling] leaves. Invariant:
/// `max-agents` limits the sum, whatever the classes' limits add up to, and a full class is never
/// served from another.
@NullMarked
package dev.trafficcontrol.capacity;

import org.jspecify.annotations.NullMarked;
