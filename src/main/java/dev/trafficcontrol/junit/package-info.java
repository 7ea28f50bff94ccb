/// The JUnit extension: for each test of a user's own code a TrafficControl of its own, in front of
/// the simulated provider.
///
/// Owns what `@TrafficControlTest` puts up and takes down. An annotation and scripts enter; a
/// gateway's address, a key with a budget and what was spent leave. Invariant: nothing of the
/// user's own homes, variables or provider keys is used, and nothing is left when the test is over.
/// It is an artifact of its own, the classifier `testing`: the program has none of it, and only it
/// knows JUnit.
@NullMarked
package dev.trafficcontrol.junit;

import org.jspecify.annotations.NullMarked;
