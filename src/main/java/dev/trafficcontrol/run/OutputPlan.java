package dev.trafficcontrol.run;

import java.util.function.Consumer;

/// Where a child's output goes.
///
/// @param outputFile gets standard output
/// @param errorFile gets standard error
/// @param capBytes kept of each file; what is beyond is read, dropped, and noted at the end of the
///   file
/// @param lines is told every line of standard output, also beyond the cap; called by one thread
public record OutputPlan(
    String outputFile, String errorFile, long capBytes, Consumer<String> lines) {}
