package dev.trafficcontrol.adapter.process;

/// One line of `/proc`: a process, its parent, and when it started in clock ticks since boot.
record ProcessFacts(long pid, long parent, long startTicks, boolean isZombie) {}
