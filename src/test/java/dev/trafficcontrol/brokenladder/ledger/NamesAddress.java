package dev.trafficcontrol.brokenladder.ledger;

import java.net.URI;

/// Does no I/O: a name is not a connection.
public record NamesAddress(URI address) {}
