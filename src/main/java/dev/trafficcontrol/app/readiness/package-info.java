/// What the world around a home must offer before agents may work: programs, repositories, prices,
/// a provider that is switched on, a sandbox, and money.
///
/// The configuration and the work that waits enter, [dev.trafficcontrol.preflight.PreflightFacts]
/// findings leave. Invariant: a finding is made by looking or by trying, at the time of asking, and
/// never shows a secret.
@NullMarked
package dev.trafficcontrol.app.readiness;

import org.jspecify.annotations.NullMarked;
