/// The simulated provider: a program of its own that speaks Anthropic's and OpenAI's protocols and
/// keeps one bill of its own.
///
/// Owns the protocols' far side: answers that are a pure function of a seed and a request, prompt
/// caching, speeds under one time factor, scripted misbehaviour, and a bill synced to disk from its
/// own price table. Enter HTTP requests and a script, leave answers and bill lines. Invariant: what
/// a call costs is on disk before the byte that makes the client owe it is sent. It uses no other
/// package of this program, so that it can be the judge of what the gateway's meter says.
@NullMarked
package dev.trafficcontrol.simulator;

import org.jspecify.annotations.NullMarked;
