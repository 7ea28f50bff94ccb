package dev.trafficcontrol.run;

/// The branch of one run.
///
/// @param repository as the project names it
/// @param gitFolder where the repository keeps its objects and refs
/// @param name without `refs/heads/`
/// @param base the commit it started from
public record RunBranch(String repository, String gitFolder, String name, String base) {}
