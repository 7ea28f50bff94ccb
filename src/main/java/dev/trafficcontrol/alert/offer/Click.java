package dev.trafficcontrol.alert.offer;

/// A button that was pressed.
///
/// @param offer what the button carries
/// @param kind what it called itself: has to be the offer's [Deed#kind]
/// @param channel where its message stands
/// @param as what that channel calls the message
/// @param key the same however often this one press is told, and of no other press
public record Click(String offer, String kind, Presser by, String channel, String as, String key) {}
