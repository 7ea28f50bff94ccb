package dev.trafficcontrol.queue;

/// The capacity an admission was decided under. The claim counts the slots again, in its own
/// transaction.
///
/// @param total the most slots taken in all, whatever the classes' limits add up to
/// @param modelClass the class its model must still be of
/// @param ofClass the most slots of that class
public record Ceiling(int total, String modelClass, int ofClass) {}
