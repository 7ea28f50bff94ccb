package dev.trafficcontrol.run;

import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.queue.WorkQueue;

/// What supervising needs from the rest of the program.
public record RunPorts(
    WorkQueue queue,
    Ledger ledger,
    RunCalls calls,
    RunStore store,
    RunBriefs briefs,
    Workplaces places,
    AgentLauncher launcher,
    Verifier verifier) {}
