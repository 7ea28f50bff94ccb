package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.Claim;
import java.util.Optional;

/// A run as it is stored.
///
/// @param claim the one it was started under; its lease may have been renewed since
/// @param place empty until it was made
/// @param process its first process: of the agent, or of the verification while that runs
/// @param end empty until it has ended
public record RunRecord(
    Claim claim,
    String node,
    RunState state,
    RunTimes times,
    Optional<Workplace> place,
    Optional<ChildMark> process,
    Optional<Collected> collected,
    Optional<Verdict> end) {}
