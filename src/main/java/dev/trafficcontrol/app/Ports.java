package dev.trafficcontrol.app;

import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.Verifier;

/// Where a daemon touches the world. A test puts its own around them, to fail or to end the process
/// at a chosen step; the program uses them as they are.
public record Ports(
    Book book, WorkQueue queue, Providers providers, AgentLauncher launcher, Verifier verifier) {}
