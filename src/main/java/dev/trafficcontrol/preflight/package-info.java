/// Whether to start: every check there is, before anything runs.
///
/// Facts enter ([PreflightFacts]), a [PreflightReport] leaves. Pure: finding the facts out is the
/// caller's. Invariant: what nothing may override is never turned into something a confirmation
/// answers.
@NullMarked
package dev.trafficcontrol.preflight;

import org.jspecify.annotations.NullMarked;
