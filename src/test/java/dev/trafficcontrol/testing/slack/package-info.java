/// A stand-in for Slack: its Web API and its Socket Mode on loopback, as strict as it is.
@NullMarked
package dev.trafficcontrol.testing.slack;

import org.jspecify.annotations.NullMarked;
