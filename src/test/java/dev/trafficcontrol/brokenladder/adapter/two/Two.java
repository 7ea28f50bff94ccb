package dev.trafficcontrol.brokenladder.adapter.two;

import java.nio.file.Path;

/// Does I/O where it may.
public record Two(Path file) {}
