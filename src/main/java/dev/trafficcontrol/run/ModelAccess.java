package dev.trafficcontrol.run;

import dev.trafficcontrol.key.KeyRules;
import java.net.URI;

/// How the agents of runs reach models.
///
/// @param gateway where their calls go
/// @param rules of the key that each of them gets
public record ModelAccess(URI gateway, KeyRules rules) {}
