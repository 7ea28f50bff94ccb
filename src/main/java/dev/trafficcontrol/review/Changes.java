package dev.trafficcontrol.review;

/// What a run's branch changes, as git shows it.
///
/// @param summary a line for each file
/// @param patch every change, cut where it is too long to read
public record Changes(String summary, String patch) {}
