package dev.trafficcontrol.brokenladder.adapter.one;

import dev.trafficcontrol.brokenladder.adapter.two.Two;

/// An adapter that knows another.
public record UsesTwo(Two two) {}
