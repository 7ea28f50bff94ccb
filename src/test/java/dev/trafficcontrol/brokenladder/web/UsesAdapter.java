package dev.trafficcontrol.brokenladder.web;

import dev.trafficcontrol.brokenladder.adapter.two.Two;

/// Uses an adapter outside `app`.
public record UsesAdapter(Two two) {}
